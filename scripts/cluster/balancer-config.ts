import { join } from 'node:path';
import type { Door } from './balancer.ts';

/**
 * HAProxy asks each process whether it is ready, five times a second. What never reached a process goes to
 * another one; what may have is sent again only where that is harmless: reads, and writes with a key.
 */
export const haproxyConfig = ({ host, port, folder, targets }: Door): string => `global
  maxconn 4096
  stats socket ${join(folder, 'haproxy.sock')} mode 600
  tune.bufsize 32768

defaults
  mode http
  timeout connect 1s
  timeout client 60s
  timeout server 30s
  timeout http-keep-alive 60s
  timeout check 2s
  retries 3
  option redispatch 1
  retry-on conn-failure empty-response
  errorfile 503 ${join(folder, '503.http')}

frontend door
  bind ${host}:${port}
  default_backend api

backend api
  balance leastconn
  option httpchk GET /ready
  http-check expect status 200
  option forwardfor
  http-request disable-l7-retry unless METH_GET or { req.hdr(idempotency-key) -m found }
  default-server check inter 200ms fall 2 rise 1
${targets.map(({ name, port: to }) => `  server ${name} 127.0.0.1:${to}`).join('\n')}
`;

/**
 * nginx without its paid checks learns of a process that is gone by a refused connection, and passes the
 * request on. It keeps no connection to a process, so none can be closed under a request.
 */
export const nginxConfig = ({ host, port, folder, targets }: Door): string => `daemon off;
worker_processes 1;
pid ${join(folder, 'nginx.pid')};
error_log stderr warn;
events { worker_connections 4096; }
http {
  access_log off;
  client_max_body_size 2m;
${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `  ${name}_temp_path ${join(folder, `nginx-${name}`)};`).join('\n')}
  upstream api {
    least_conn;
${targets.map(({ port: to }) => `    server 127.0.0.1:${to} max_fails=1 fail_timeout=1s;`).join('\n')}
  }
  server {
    listen ${host}:${port};
    location / {
      proxy_pass http://api;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_set_header Host $http_host;
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
      proxy_connect_timeout 1s;
      proxy_read_timeout 30s;
      proxy_next_upstream error timeout;
    }
  }
  server {
    listen unix:${join(folder, 'nginx.sock')};
    location / { stub_status; }
  }
}
`;
