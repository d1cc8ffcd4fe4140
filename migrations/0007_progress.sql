CREATE TABLE `progress` (
	`id` integer PRIMARY KEY NOT NULL,
	`writes` integer NOT NULL,
	CONSTRAINT "progress_one" CHECK("progress"."id" = 1)
);
--> statement-breakpoint
INSERT INTO `progress`(`id`, `writes`) VALUES (1, 0);
