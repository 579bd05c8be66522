"""An agent made with the SDK for Python that is installed (0.3 or 1.x), for the tests of a2a-ping.

    agent.py [--compat] [--bearer TOKEN] [--port N]

With --bearer whoever asks for more than the card has to send that token. Speaks as agent.mjs does: "listening on PORT" first, "EXECUTED" if its executor is ever run; all
else is its log.
"""
import argparse
import logging
import socket
import sys
from importlib import metadata

import uvicorn
from a2a.server.agent_execution import AgentExecutor
from a2a.server.request_handlers import DefaultRequestHandler
from a2a.server.tasks import InMemoryTaskStore
from starlette.applications import Starlette


SKILL = {'id': 'none', 'name': 'none', 'description': 'answers nothing', 'tags': ['test']}


class Executor(AgentExecutor):
    async def execute(self, context, event_queue):
        print('EXECUTED', flush=True)

    async def cancel(self, context, event_queue):
        print('EXECUTED cancel', flush=True)


def application_03():
    from a2a.server.apps import A2AStarletteApplication
    from a2a.types import AgentCapabilities, AgentCard, AgentSkill
    card = AgentCard(name='test-agent', description='answers nothing', version='4.5.6',
                     url='http://agent.kagent.svc:8080/', capabilities=AgentCapabilities(),
                     default_input_modes=['text/plain'], default_output_modes=['text/plain'],
                     skills=[AgentSkill(**SKILL)])
    handler = DefaultRequestHandler(agent_executor=Executor(), task_store=InMemoryTaskStore())
    return A2AStarletteApplication(agent_card=card, http_handler=handler).build()


def application_1(compat):
    from a2a.server.routes import create_agent_card_routes, create_jsonrpc_routes
    from a2a.types import AgentCapabilities, AgentCard, AgentInterface, AgentSkill
    versions = ['0.3', '1.0'] if compat else ['1.0']
    card = AgentCard(name='test-agent', description='answers nothing', version='4.5.6',
                     capabilities=AgentCapabilities(), default_input_modes=['text/plain'],
                     default_output_modes=['text/plain'], skills=[AgentSkill(**SKILL)],
                     supported_interfaces=[AgentInterface(url='http://agent.kagent.svc:8080/rpc',
                                                          protocol_binding='JSONRPC', protocol_version=version)
                                           for version in versions])
    handler = DefaultRequestHandler(agent_executor=Executor(), task_store=InMemoryTaskStore(), agent_card=card)
    return Starlette(routes=create_agent_card_routes(card) +
                     create_jsonrpc_routes(handler, '/rpc', enable_v0_3_compat=compat))


def guarded(app, token):
    """Lets nobody through to more than the card without the token (RFC 6750, section 3)."""
    challenge = [(b'www-authenticate', b'Bearer realm="agent"'), (b'content-type', b'text/plain')]

    async def guard(scope, receive, send):
        sent = dict(scope.get('headers', ())).get(b'authorization', b'').decode('latin-1')
        if scope['type'] != 'http' or scope['path'].startswith('/.well-known/') or sent == f'Bearer {token}':
            await app(scope, receive, send)
            return
        await send({'type': 'http.response.start', 'status': 401, 'headers': challenge})
        await send({'type': 'http.response.body', 'body': b'who are you?'})
    return guard


parser = argparse.ArgumentParser()
parser.add_argument('--compat', action='store_true')
parser.add_argument('--bearer')
parser.add_argument('--port', type=int, default=0)
options = parser.parse_args()

logging.basicConfig(stream=sys.stderr, level=logging.INFO)
old = metadata.version('a2a-sdk').startswith('0.')
app = application_03() if old else application_1(options.compat)
if options.bearer:
    app = guarded(app, options.bearer)
listener = socket.create_server(('127.0.0.1', options.port))
print(f'listening on {listener.getsockname()[1]}', flush=True)
# What the server says of each request is none of the agent's own log.
config = uvicorn.Config(app, access_log=False, log_level='warning', timeout_keep_alive=600)
uvicorn.Server(config).run(sockets=[listener])
