#!/usr/bin/env python3
"""Servers that are no SDK's: what is known of others, and what networks and strangers do.

    server.py KIND [--port N] [--tls CERT KEY [CLIENT_CA]] [--record FOLDER]
    server.py all [--record FOLDER]

Says "listening on PORT" when it is there; `all` plays every kind, each on a port of its own, and says
"KIND PORT" of each before. --record appends a line for each request to FOLDER/KIND: METHOD PATH,
the method of JSON-RPC, [A2A-Version], and "auth" if a token came. Kinds are the functions below
`# ---- kinds ----`.
"""
import argparse
import json
import socket
import ssl
import struct
import threading
import time

CARD_02 = {'name': 'test-agent', 'description': 'd', 'version': '1', 'url': 'http://h:1/', 'capabilities': {},
           'skills': [], 'defaultInputModes': [], 'defaultOutputModes': []}
CARD_10 = {'name': 'test-agent', 'version': '1', 'supportedInterfaces': [
    {'url': 'http://h:1/', 'protocolBinding': 'JSONRPC', 'protocolVersion': '1.0'}]}
NEW, OLD = '/.well-known/agent-card.json', '/.well-known/agent.json'


def http(status, body=b'', kind='application/json', extra='', length=None):
    if isinstance(body, (dict, list)):
        body = json.dumps(body).encode()
    head = f'HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\n{extra}'
    return (head + f'Content-Length: {len(body) if length is None else length}\r\n\r\n').encode() + body


def page(status=404):
    return http(status, b'<!DOCTYPE html><html>page</html>', 'text/html')


def error(request, code, message='no such task', status=200):
    return http(status, {'jsonrpc': '2.0', 'id': request.rpc.get('id'), 'error': {'code': code, 'message': message}})


class Request:
    def __init__(self, head, body):
        lines = head.decode('latin1').split('\r\n')
        self.method, self.path, _ = lines[0].split(' ', 2)
        self.fields = {key.strip().lower(): value.strip() for key, value in
                       (line.split(':', 1) for line in lines[1:] if ':' in line)}
        try:
            self.rpc = json.loads(body) if body else {}
        except ValueError:
            self.rpc = {}
        self.name = self.rpc.get('method', '')

    def __str__(self):
        version = self.fields.get('a2a-version')
        return ' '.join(part for part in (self.method, self.path, self.name, version and f'[{version}]',
                                          'auth' if 'authorization' in self.fields else '') if part)


class Cut(Exception):
    """The connection ends here."""


# ---- kinds ----

def vapora(request, connection):
    """VAPORA: card at the old path, RPC at /a2a, -32000 for an unknown task."""
    if request.path == OLD:
        return http(200, {'name': 'vapora', 'version': '1.2.0', 'url': 'http://localhost:8003/a2a', 'skills': []})
    if request.path == '/a2a' and request.method == 'POST':
        return error(request, -32000 if request.name == 'tasks/get' else -32601)
    return page()


def trpc(request, connection):
    """trpc-a2a-go 0.2.5: both cards, 500 for an unknown task, 404 for an unknown method, no HEAD."""
    if request.method == 'HEAD':
        return page(405)
    if request.path in (NEW, OLD):
        return http(200, CARD_02)
    if request.name == 'tasks/get':
        return error(request, -32001, status=500)
    return error(request, -32601, status=404)


def a2a_go(request, connection):
    """a2a-go 0.3.15: every path is RPC, and nothing says what kind of content it is."""
    if request.path == NEW and request.method == 'GET':
        return http(200, {**CARD_02, 'protocolVersion': '0.3.0', 'preferredTransport': 'JSONRPC'}, 'text/plain')
    if request.method != 'POST':
        return http(200, {'jsonrpc': '2.0', 'id': None, 'error': {'code': -32600, 'message': 'x'}}, 'text/plain')
    return error(request, -32001 if request.name == 'tasks/get' else -32601)


def kagent07(request, connection):
    """The controller of kagent 0.7: wraps the agent's answer in an internal error."""
    if request.path == '/api/a2a/kagent/weather' + NEW:
        return http(200, {**CARD_02, 'url': 'http://weather.kagent:8080'})
    if request.path == '/api/a2a/kagent/weather' and request.name == 'tasks/get':
        return error(request, -32603, 'failed: code -32001 task not found', 500)
    return http(404, b'Agent not found\n', 'text/plain')


def kagent09(request, connection):
    """The controller of kagent 0.9: both versions by the header, anything else is 400."""
    version = request.fields.get('a2a-version', '')
    endpoint = [{'url': 'http://weather.kagent:8080', 'protocolBinding': 'JSONRPC', 'protocolVersion': v}
                for v in ('0.3', '1.0')]
    if version not in ('', '0.3', '1.0'):
        return http(400, b'unsupported version\n', 'text/plain')
    if request.path == '/api/a2a/kagent/weather' + NEW:
        return http(200, {**CARD_02, 'protocolVersion': '0.3.0', 'supportedInterfaces': endpoint})
    if request.path == '/api/a2a/kagent/weather':
        known = 'GetTask' if version == '1.0' else 'tasks/get'
        return error(request, -32001 if request.name == known else -32601)
    return http(404, b'Agent not found\n', 'text/plain')


def web(request, connection):
    return page(200 if request.method == 'GET' else 405)


def sound(request, connection):
    if request.path == NEW:
        return http(200, CARD_10)
    return error(request, -32001 if request.name == 'GetTask' else -32601)


def bearer(request, connection):
    if request.method == 'POST' and request.fields.get('authorization') != 'Bearer secret-of-agents':
        return http(401, b'', extra='WWW-Authenticate: Bearer realm="x"\r\n')
    return sound(request, connection)


def closing(request, connection):
    """Sound, and closes after each answer."""
    answer = sound(request, connection)
    connection.sendall(answer.replace(b'\r\n', b'\r\nConnection: close\r\n', 1))
    raise Cut


def foreign(request, connection):
    return http(200, {**CARD_10, 'supportedInterfaces': [
        {'url': 'h:1', 'protocolBinding': 'GRPC', 'protocolVersion': '1.0'}]})


def escape(request, connection):
    """A card whose path leads out of whatever it is put behind."""
    if request.path == NEW:
        return http(200, {**CARD_02, 'url': 'http://h/../../../../../../api/v1/namespaces/kube-system/secrets'})
    return error(request, -32001) if request.path == '/' else page(200)


def terminal(request, connection):
    """Writes to the terminal of whoever asks."""
    if request.path == NEW:
        return http(200, {**CARD_10, 'name': '\x1b]0;owned\x07\x1b[2Jagent'})
    return error(request, -32603, '\x1b[31mred\r\nfake line')


def other_id(request, connection):
    if request.path == NEW:
        return http(200, CARD_10)
    return http(200, {'jsonrpc': '2.0', 'id': 'another', 'error': {'code': -32001, 'message': 'x'}})


def html_500(request, connection):
    return page(500) if request.method == 'POST' else sound(request, connection)


def gateway(request, connection):
    return page(503)


def moved(request, connection):
    return http(308, b'', extra='Location: http://127.0.0.1:1/elsewhere\r\n')


def throttled(request, connection):
    return http(429, b'slow down', 'text/plain') if request.method == 'POST' else sound(request, connection)


def stalled(request, connection):
    time.sleep(3600)


def stalled_body(request, connection):
    connection.sendall(http(200, b'{"jsonrpc"', length=100))
    time.sleep(3600)


def slow(request, connection):
    time.sleep(0.3 if request.method == 'POST' else 0)
    return sound(request, connection)


def drip(request, connection):
    for byte in sound(request, connection):
        connection.sendall(bytes([byte]))


def truncated(request, connection):
    if request.method != 'POST':
        return sound(request, connection)
    connection.sendall(http(200, b'{"jsonrpc":"2.0",', length=100))
    raise Cut


def truncated_card(request, connection):
    connection.sendall(http(200, b'{"name":"test-agent",', length=100))
    raise Cut


def empty(request, connection):
    raise Cut


def reset(request, connection):
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
    raise Cut


def gigantic(request, connection):
    connection.sendall(b'HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n')
    while True:
        connection.sendall(b'10000\r\n' + b'[' * 0x10000 + b'\r\n')


def huge_head(request, connection):
    connection.sendall(b'HTTP/1.1 200 X\r\n')
    while True:
        connection.sendall(b'X-Long: ' + b'x' * 8000 + b'\r\n')


def binary(request, connection):
    return http(200, bytes(range(256)) * 64, 'application/octet-stream')


def deep(request, connection):
    return http(200, b'{"a":' * 150000 + b'1' + b'}' * 150000)


def ssh(request, connection):
    connection.sendall(b'SSH-2.0-OpenSSH_9.2\r\n')
    raise Cut


def events(request, connection):
    if request.method != 'POST':
        return sound(request, connection)
    return http(200, b'data: {"jsonrpc":"2.0"}\n\n', 'text/event-stream')


def restarts(request, connection):
    """0.2 for the first five requests, then another agent that speaks 1.0."""
    restarts.count = getattr(restarts, 'count', 0) + 1
    return trpc(request, connection) if restarts.count <= 5 else sound(request, connection)


KINDS = {name: thing for name, thing in globals().items()
         if hasattr(thing, '__code__') and thing.__code__.co_varnames[:2] == ('request', 'connection')}


# ---- the server ----

def serve(connection, kind, options):
    data = b''
    try:
        while True:
            while b'\r\n\r\n' not in data:
                more = connection.recv(65536)
                if not more:
                    return
                data += more
                if data[0] == 0x16:  # a client that speaks TLS; most servers answer so
                    connection.sendall(page(400))
                    return
            head, _, data = data.partition(b'\r\n\r\n')
            length = next((int(line.split(b':')[1]) for line in head.split(b'\r\n')
                           if line.lower().startswith(b'content-length:')), 0)
            while len(data) < length:
                data += connection.recv(65536)
            request, data = Request(head, data[:length]), data[length:]
            if options.record:
                with open(f'{options.record}/{kind}', 'a', encoding='utf-8') as record:
                    print(request, file=record)
            answer = KINDS[kind](request, connection)
            if answer:
                connection.sendall(answer)
    except (Cut, OSError):
        pass
    finally:
        connection.close()


def accept(raw, kind, options, tls):
    raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    try:
        serve(tls.wrap_socket(raw, server_side=True) if tls else raw, kind, options)
    except OSError:
        raw.close()


def listen(listener, kind, options, tls):
    while True:
        raw, _ = listener.accept()
        threading.Thread(target=accept, args=(raw, kind, options, tls), daemon=True).start()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('kind')
    parser.add_argument('--port', type=int, default=0)
    parser.add_argument('--tls', nargs='+')
    parser.add_argument('--record')
    options = parser.parse_args()
    tls = None
    if options.tls:
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(*options.tls[:2])
        if len(options.tls) > 2:
            tls.load_verify_locations(options.tls[2])
            tls.verify_mode = ssl.CERT_REQUIRED
    kinds = KINDS if options.kind == 'all' else [options.kind]
    for kind in kinds:
        listener = socket.create_server(('127.0.0.1', options.port), backlog=256)
        port = listener.getsockname()[1]
        threading.Thread(target=listen, args=(listener, kind, options, tls)).start()
        if options.kind == 'all':
            print(kind, port)
    print(f'listening on {port}', flush=True)


main()
