// An agent made with one of the SDKs for JavaScript, for the tests of a2a-ping.
//
//   node agent.mjs 0.2|0.3|1|1-compat [--bearer TOKEN] [--host ADDRESS] [--port N]
//
// Says "listening on PORT" on standard output when it is there. If its executor is ever run, it
// says so on standard output: "EXECUTED". Everything else that it prints is its log.
import express from "express";

const [flavour, ...options] = process.argv.slice(2);
const option = (name) => {
  const at = options.indexOf(name);
  return at < 0 ? undefined : options[at + 1];
};
const bearer = option("--bearer");

const executor = {
  async execute(context, bus) {
    console.log("EXECUTED");
    bus.finished();
  },
  async cancelTask() {
    console.log("EXECUTED cancelTask");
  },
};

const common = {
  name: "test-agent",
  description: "answers nothing",
  version: "4.5.6",
  defaultInputModes: ["text/plain"],
  defaultOutputModes: ["text/plain"],
  skills: [],
};

// The card of a version, with a host that only a cluster would know.
const cardBefore1 = (protocolVersion) => ({
  ...common,
  url: "http://agent.kagent.svc:8080/",
  protocolVersion,
  capabilities: { streaming: false },
});
const entry = (protocolVersion) => ({
  url: "http://agent.kagent.svc:8080/rpc",
  protocolBinding: "JSONRPC",
  protocolVersion,
  tenant: "",
});
const cardOf1 = (versions) => ({
  ...common,
  capabilities: { streaming: false, pushNotifications: false, extensions: [] },
  supportedInterfaces: versions.map(entry),
  securitySchemes: {},
  securityRequirements: [],
  signatures: [],
  provider: undefined,
});

// Public cards stay open; the rest is for those who know the token.
function guard(request, response, next) {
  const given = request.headers.authorization;
  if (bearer === undefined || request.path.startsWith("/.well-known/")) return next();
  if (given === `Bearer ${bearer}`) return next();
  if (given !== undefined) return response.status(403).send("wrong token");
  response.set("WWW-Authenticate", 'Bearer realm="agent"').status(401).send("no token");
}

const flavours = {
  async "0.2"(app) {
    const { A2AExpressApp, DefaultRequestHandler, InMemoryTaskStore } = await import("sdk02/server");
    const handler = new DefaultRequestHandler(cardBefore1("0.2.5"), new InMemoryTaskStore(), executor);
    new A2AExpressApp(handler).setupRoutes(app, "");
  },
  async "0.3"(app) {
    const { DefaultRequestHandler, InMemoryTaskStore } = await import("sdk03/server");
    const { A2AExpressApp } = await import("sdk03/server/express");
    const handler = new DefaultRequestHandler(cardBefore1("0.3.0"), new InMemoryTaskStore(), executor);
    new A2AExpressApp(handler).setupRoutes(app, "");
  },
  "1": (app) => serve1(app, ["1.0"], false),
  "1-compat": (app) => serve1(app, ["0.3", "1.0"], true),
};

async function serve1(app, versions, enabled) {
  const { DefaultRequestHandler, InMemoryTaskStore } = await import("sdk1/server");
  const { agentCardHandler, jsonRpcHandler, UserBuilder } = await import("sdk1/server/express");
  const card = cardOf1(versions);
  const handler = new DefaultRequestHandler(card, new InMemoryTaskStore(), executor);
  const legacyCompat = { enabled };
  app.use("/.well-known/agent-card.json", agentCardHandler({ agentCardProvider: handler, legacyCompat }));
  const rpc = jsonRpcHandler({ requestHandler: handler, userBuilder: UserBuilder.noAuthentication, legacyCompat });
  app.use("/rpc", rpc);
}

const app = express();
app.use(guard);
await flavours[flavour](app);
const server = app.listen(Number(option("--port") ?? 0), option("--host") ?? "127.0.0.1", () => {
  console.log(`listening on ${server.address().port}`);
});
// Longer than any test, so that kept connections are kept.
server.keepAliveTimeout = 600_000;
