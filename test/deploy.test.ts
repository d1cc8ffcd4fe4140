import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { validateWorkflow } from '@action-validator/core';
import { parseAllDocuments, parse } from 'yaml';
import { root } from '../scripts/root.ts';
import { apiOnly } from '../scripts/split.ts';

// What is deployed with, as far as it can be checked where there is no Docker, no Kubernetes and no Cloudflare:
// schemas, and that one file keeps to what another says.

// oxlint-disable-next-line no-explicit-any -- documents are read by name
type Json = any;

const read = (file: string) => readFileSync(join(root, file), 'utf8');
const node = (file: string, ...args: string[]) =>
  spawnSync(process.execPath, [join(root, file), ...args], { cwd: root, encoding: 'utf8' });

describe('wrangler.toml', () => {
  /** The block of one environment, with its own names and numbers taken out. */
  function block(text: string, environment: string): string {
    const lines = text.slice(text.indexOf(`[env.${environment}]`));
    const end = lines.indexOf('\n[env.', lines.indexOf(`[env.${environment}.vars]`) + 1);
    return (end < 0 ? lines : lines.slice(0, end))
      .replaceAll(`kiosk-${environment}`, 'kiosk-ENVIRONMENT')
      .replaceAll(`[env.${environment}`, '[env.ENVIRONMENT')
      .replaceAll(/"16\d(\d)"/g, '"$1"')
      .trim();
  }

  for (const file of ['wrangler.toml', 'wrangler.consumer.toml']) {
    test(`${file}: staging is what production is`, () => {
      assert.ok(block(read(file), 'production').length > 500);
      assert.equal(block(read(file), 'staging'), block(read(file), 'production'));
    });
    test(`${file}: dev has the same bindings`, () => {
      const bindings = (environment: string) =>
        block(read(file), environment)
          .replace(/^secrets\.required.*\n/m, '')
          .replace(/\n\[env\.[\s\S]*/, '');
      assert.equal(bindings('dev'), bindings('production'));
    });
  }

  test('without what the consumer does, it has no consumers and takes the timer away', () => {
    const api = apiOnly(read('wrangler.toml'));
    assert.doesNotMatch(api, /consumers|max_batch_size/);
    assert.match(api, /^crons = \[\]$/m);
    const consumers = (text: string) => text.match(/^queues\.consumers = \[\n[\s\S]*?^\]\n/gm);
    assert.equal(consumers(read('wrangler.toml'))?.length, 3);
    assert.deepEqual(consumers(read('wrangler.consumer.toml')), consumers(read('wrangler.toml')));
  });
});

describe('workflows', () => {
  const files = globSync('.github/workflows/*.yml', { cwd: root });
  for (const file of files) {
    test(`${file} fits the schema of workflows, asks for little and pins its actions`, () => {
      assert.deepEqual(validateWorkflow(read(file)).errors, []);
      const { permissions, jobs } = parse(read(file));
      assert.deepEqual(permissions, { contents: 'read' });
      for (const { steps = [], uses } of Object.values<Json>(jobs)) {
        if (uses) assert.ok(existsSync(join(root, uses)), uses);
        for (const step of steps) {
          if (step.uses) assert.match(step.uses, /@v\d+\.\d+\.\d+$/);
          // What is put into a script by text can end it: variables go through the environment.
          assert.doesNotMatch(step.run ?? '', /\$\{\{/);
        }
      }
    });
  }
  test('every script and file that they run is there', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = files.flatMap((file) => [...read(file).matchAll(/npm run ([a-z:-]+)/g)]);
    assert.ok(named.length >= 3);
    for (const [, name = ''] of named) assert.ok(scripts[name], name);
  });
});

describe('kubernetes', () => {
  const files = globSync('deploy/kubernetes/*.yaml', { cwd: root }).toSorted();
  const documents: Json[] = files.flatMap((file) =>
    parseAllDocuments(read(file), { uniqueKeys: true }).map((document) => {
      assert.deepEqual(document.errors, [], file);
      return document.toJS();
    }),
  );
  const workloads = documents.filter(({ spec }) => spec?.template);

  test('every manifest has the types of its kind, and no field more', () => {
    const types: Record<string, string> = {
      'v1 Namespace': 'core/v1',
      'v1 ConfigMap': 'core/v1',
      'v1 Service': 'core/v1',
      'apps/v1 Deployment': 'apps/v1',
      'apps/v1 StatefulSet': 'apps/v1',
      'batch/v1 Job': 'batch/v1',
      'autoscaling/v2 HorizontalPodAutoscaler': 'autoscaling/v2',
      'policy/v1 PodDisruptionBudget': 'policy/v1',
      'networking.k8s.io/v1 NetworkPolicy': 'networking/v1',
    };
    const lines = documents
      .filter(({ kind }) => kind !== 'Kustomization')
      .map((document, index) => {
        const group = types[`${document.apiVersion} ${document.kind}`];
        assert.ok(group, `${document.apiVersion} ${document.kind}`);
        // Written as literals: only of those the compiler says which fields are too many.
        return `import type { ${document.kind} as T${index} } from 'kubernetes-types/${group}.d.ts';
          export const d${index}: T${index} = ${JSON.stringify(document, null, 1)};`;
      });
    assert.ok(lines.length > 15);
    mkdirSync(join(root, 'node_modules/.cache'), { recursive: true });
    const folder = mkdtempSync(join(root, 'node_modules/.cache/manifests-'));
    try {
      const file = join(folder, 'manifests.ts');
      writeFileSync(file, lines.join('\n'));
      const { stdout } = node(
        'node_modules/typescript7/bin/tsc',
        '--ignoreConfig',
        '--noEmit',
        '--strict',
        '--skipLibCheck',
        '--module',
        'nodenext',
        '--types',
        '',
        '--allowImportingTsExtensions',
        file,
      );
      assert.equal(stdout, '');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('the list of manifests is whole', () => {
    const { resources } = parse(read('deploy/kubernetes/kustomization.yaml')) as {
      resources: string[];
    };
    const listed = ['kustomization.yaml', ...resources].map((name) => `deploy/kubernetes/${name}`);
    assert.deepEqual(listed.toSorted(), files);
  });

  test('what selects finds what it is meant for', () => {
    const labels = new Set(workloads.map(({ spec }) => spec.template.metadata.labels.app));
    const selected = documents.flatMap(({ spec }) => {
      const { selector, podSelector } = spec ?? {};
      return [selector?.app, selector?.matchLabels?.app, podSelector?.matchLabels?.app].filter(
        Boolean,
      );
    });
    assert.ok(selected.length > 10);
    for (const app of selected) assert.ok(labels.has(app), app);
    for (const { spec } of workloads) {
      if (spec.selector) assert.deepEqual(spec.selector.matchLabels, spec.template.metadata.labels);
    }
  });

  test('no container may do more than it needs, and every one says what that is', () => {
    for (const { metadata, spec } of workloads) {
      const { securityContext, containers, automountServiceAccountToken } = spec.template.spec;
      assert.equal(automountServiceAccountToken, false, metadata.name);
      assert.equal(securityContext.runAsNonRoot, true, metadata.name);
      for (const { name, securityContext: own, resources, env = [] } of containers) {
        assert.equal(own.allowPrivilegeEscalation, false, name);
        assert.equal(own.readOnlyRootFilesystem, true, name);
        assert.deepEqual(own.capabilities, { drop: ['ALL'] }, name);
        assert.ok(resources.requests.cpu && resources.limits.memory, name);
        for (const { name: variable, value } of env)
          assert.ok(value === undefined || !/KEY$|TOKEN$|SECRET$/.test(variable), variable);
      }
    }
  });

  test('Prometheus alone reaches the metrics of every process of ours, and a frozen worker is noticed', () => {
    const settings = parse(read('deploy/kubernetes/settings.yaml')) as Json;
    const port = Number(settings.data.METRICS_PORT);
    const metrics = documents.find(({ metadata }) => metadata?.name === 'metrics');
    const processes: string[] = metrics.spec.podSelector.matchExpressions[0].values;
    for (const app of processes) {
      const templates = workloads.map(({ spec: { template } }) => template);
      const { metadata, spec } = templates.find(({ metadata: { labels } }) => labels.app === app);
      assert.equal(metadata.annotations['prometheus.io/port'], String(port));
      const ports = spec.containers[0].ports.map(({ containerPort }: Json) => containerPort);
      assert.ok(ports.includes(port), app);
    }
    const opened = documents
      .filter(({ kind }) => kind === 'NetworkPolicy')
      .flatMap(({ spec }) => spec.ingress ?? [])
      .filter(({ ports }) => ports.some((each: Json) => each.port === port));
    assert.deepEqual(opened, metrics.spec.ingress);
    assert.ok(opened[0].from[0].namespaceSelector);
    const worker = workloads.find(({ metadata: { name } }) => name === 'kiosk-worker');
    const { livenessProbe } = worker.spec.template.spec.containers[0];
    assert.deepEqual(livenessProbe.httpGet, { path: '/health', port: 'metrics' });
  });

  test('only replicas reach the port of replication, and nobody the admin port', () => {
    const policies = documents.filter(({ kind }) => kind === 'NetworkPolicy');
    const opened = policies.flatMap(({ spec }) => spec.ingress ?? []);
    const to5001 = opened.filter(({ ports }) => ports.some(({ port }: Json) => port === 5001));
    assert.deepEqual(to5001, [
      {
        from: [{ podSelector: { matchLabels: { app: 'sqld-replica' } } }],
        ports: [{ port: 5001 }],
      },
    ]);
    assert.ok(!JSON.stringify(opened).includes('5000'));
    // What no policy opens is closed.
    assert.deepEqual(
      policies.find(({ spec }) => Object.keys(spec.podSelector).length === 0)?.spec.policyTypes,
      ['Ingress'],
    );
    assert.match(
      read('deploy/kubernetes/database.yaml'),
      /SQLD_ADMIN_LISTEN_ADDR\n\s+value: 127\.0\.0\.1:5000/,
    );
  });
});

describe('one machine', () => {
  const compose = parse(read('deploy/compose.yaml'), { merge: true }) as Json;

  test('compose.yaml fits the schema of compose files', () => {
    // Its warnings are of order and taste.
    const { status, stdout, stderr } = node(
      'node_modules/dclint/bin/dclint.cjs',
      'deploy/compose.yaml',
      '--quiet',
    );
    assert.equal(status, 0, stdout + stderr);
  });

  test('no port but the balancer is open, and only replicas are where replication listens', () => {
    const services = Object.entries<Json>(compose.services);
    const open = services.filter(([, { ports }]) => ports).map(([name]) => name);
    assert.deepEqual(open, ['balancer']);
    const inside = services
      .filter(([, { networks }]) => JSON.stringify(networks).includes('replication'))
      .map(([name]) => name);
    assert.deepEqual(inside, ['sqld-primary', 'sqld-replica', 'keep-durable']);
    const { SQLD_GRPC_LISTEN_ADDR, SQLD_ADMIN_LISTEN_ADDR } =
      compose.services['sqld-primary'].environment;
    const { ipv4_address } = compose.services['sqld-primary'].networks.replication;
    assert.equal(SQLD_GRPC_LISTEN_ADDR, `${ipv4_address}:5001`);
    assert.equal(SQLD_ADMIN_LISTEN_ADDR, `${ipv4_address}:5000`);
  });

  test('what the Dockerfile copies, .dockerignore lets through', () => {
    const sources = [...read('deploy/Dockerfile').matchAll(/^COPY (?!--from)(.*) \S+$/gm)].flatMap(
      ([, names = '']) => names.split(' '),
    );
    const allowed = read('.dockerignore').match(/(?<=^!).*$/gm);
    assert.ok(sources.length > 8);
    assert.deepEqual([...new Set(sources)].toSorted(), allowed?.toSorted());
    for (const source of sources) assert.ok(existsSync(join(root, source)), source);
  });

  test('every variable is told in .env.example, and the balancer knows the addresses', () => {
    const asked = [...read('deploy/compose.yaml').matchAll(/\$\{([A-Z_]+)/g)].map(
      ([, name]) => name,
    );
    const told = read('deploy/.env.example');
    for (const name of asked)
      if (name !== 'KIOSK_VERSION') assert.match(told, new RegExp(`^${name}=`, 'm'));
    for (const name of ['api-1', 'api-2'])
      assert.ok(
        read('deploy/nginx.conf').includes(
          `${compose.services[name].networks.front.ipv4_address}:8787`,
        ),
      );
  });

  test('the worker is asked where it answers', () => {
    const { healthcheck, environment } = compose.services.worker;
    assert.ok(healthcheck.test.at(-1).includes(`127.0.0.1:${environment.METRICS_PORT}/health`));
  });

  test('a stop has the time that it may take', () => {
    const grace = (service: string) =>
      Number.parseInt(compose.services[service].stop_grace_period, 10);
    const drainSeconds = Number(compose.services['api-1'].environment.DRAIN_MS) / 1_000;
    assert.ok(grace('api-1') > drainSeconds + 10);
    const settings = parse(read('deploy/kubernetes/settings.yaml')) as Json;
    const [, api] = parseAllDocuments(read('deploy/kubernetes/api.yaml')).map((each) =>
      each.toJS(),
    ) as Json[];
    assert.ok(
      api.spec.template.spec.terminationGracePeriodSeconds >
        Number(settings.data.DRAIN_MS) / 1_000 + 10,
    );
  });

  const nginx = ['/usr/sbin/nginx', '/usr/bin/nginx', '/opt/homebrew/bin/nginx'].find(existsSync);
  test('nginx takes its configuration', { skip: nginx ? false : 'nginx is not installed' }, () => {
    execFileSync(nginx ?? '', ['-t', '-q', '-c', join(root, 'deploy/nginx.conf')], {
      stdio: 'pipe',
    });
  });
});
