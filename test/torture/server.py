"""A stand-in on loopback for what commands speak to while their sockets fail: an API server that says what a
snapshot of test/snapshots holds, and an A2A agent at the root of the same address."""
import http.server
import json
import pathlib
import threading

SNAPSHOT = pathlib.Path(__file__).resolve().parents[1] / 'snapshots' / 'healthy.json'
SET = '/apis/apps/v1/namespaces/kagent/statefulsets/kagent'
LISTS = {'/api/v1/namespaces/kagent/pods': 'pods', '/api/v1/nodes': 'nodes',
         '/api/v1/namespaces/kagent/events': 'events', '/api/v1/namespaces/kagent/resourcequotas': 'quotas',
         '/apis/autoscaling/v2/namespaces/kagent/horizontalpodautoscalers': 'autoscalers',
         '/apis/policy/v1/namespaces/kagent/poddisruptionbudgets': 'budgets'}
CARD = {'name': 'agent', 'description': 'd', 'version': '1', 'url': 'http://agent/', 'capabilities': {}, 'skills': [],
        'protocolVersion': '0.3.0', 'defaultInputModes': [], 'defaultOutputModes': []}


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'
    disable_nagle_algorithm = True

    def log_message(self, *words):
        pass

    def answer(self, code, value):
        body = json.dumps(value).encode()
        self.send_response(code)
        self.send_header('Content-Type', 'application/json')
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def absent(self):
        self.answer(404, {'kind': 'Status', 'apiVersion': 'v1', 'status': 'Failure', 'code': 404,
                          'reason': 'NotFound', 'message': 'this is not there'})

    def do_GET(self):
        path = self.path.partition('?')[0]
        if path == '/version':
            self.answer(200, {'major': '1', 'minor': '37', 'gitVersion': 'v1.37.0'})
        elif path == SET:
            self.answer(200, self.server.snapshot['statefulset'])
        elif path in LISTS:
            self.answer(200, {'kind': 'List', 'apiVersion': 'v1', 'metadata': {'resourceVersion': '1'},
                              'items': self.server.snapshot[LISTS[path]]})
        elif path == '/.well-known/agent-card.json':
            self.answer(200, CARD)
        else:
            self.absent()

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers['Content-Length'])))
        if self.path == '/':
            self.answer(200, {'jsonrpc': '2.0', 'id': asked.get('id'),
                              'error': {'code': -32001, 'message': 'no such task'}})
        else:
            self.absent()

    def do_PATCH(self):
        self.rfile.read(int(self.headers['Content-Length']))
        path = self.path.partition('?')[0]
        if path == SET + '/scale':
            self.answer(200, {'kind': 'Scale', 'apiVersion': 'autoscaling/v1', 'spec': {'replicas': 5},
                              'metadata': {'name': 'kagent', 'namespace': 'kagent'}})
        elif path == SET:
            self.answer(200, self.server.snapshot['statefulset'])
        else:
            self.absent()


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request, client_address):
        pass    # whose sockets fail goes away in the middle


def start():
    """The address of a server that lives as long as the process."""
    server = Server(('127.0.0.1', 0), Handler)
    server.snapshot = json.loads(SNAPSHOT.read_text())
    server.snapshot['statefulset'].update(apiVersion='apps/v1', kind='StatefulSet')
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f'http://127.0.0.1:{server.server_port}'
