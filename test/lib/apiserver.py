"""One kept connection to a kube-apiserver, for tests: what a kubeconfig says is how it is reached."""

import base64
import http.client
import json
import ssl
import tempfile
import urllib.parse
from pathlib import Path

import yaml


def _named(entries, name):
    return next(entry for entry in entries or [] if entry["name"] == name)


class Server:
    """The server of a kubeconfig's current context. Certificates and tokens are understood, plugins
    that fetch credentials are not."""

    def __init__(self, kubeconfig):
        path = Path(kubeconfig)
        config = yaml.safe_load(path.read_text())
        context = _named(config["contexts"], config["current-context"])["context"]
        self._folder = path.parent
        cluster = _named(config["clusters"], context["cluster"])["cluster"]
        user = _named(config["users"], context["user"])["user"]
        self._url = urllib.parse.urlsplit(cluster["server"])
        self._headers = {}
        if "token" in user:
            self._headers["Authorization"] = "Bearer " + user["token"]
        self._tls = self._context(cluster, user) if self._url.scheme == "https" else None
        self._connection = None

    def _material(self, entry, name):
        """A file of a kubeconfig's entry, written out when the entry holds its data."""
        if name + "-data" in entry:
            with tempfile.NamedTemporaryFile(delete=False) as file:
                file.write(base64.b64decode(entry[name + "-data"]))
            return file.name, True
        return (str(self._folder / entry[name]), False) if name in entry else (None, False)

    def _context(self, cluster, user):
        files = [self._material(cluster, "certificate-authority"),
                 self._material(user, "client-certificate"), self._material(user, "client-key")]
        (authority, _), (certificate, _), (key, _) = files
        tls = ssl.create_default_context(cafile=authority)
        if cluster.get("insecure-skip-tls-verify"):
            tls.check_hostname, tls.verify_mode = False, ssl.CERT_NONE
        if certificate:
            tls.load_cert_chain(certificate, key)
        for name, temporary in files:
            if temporary:
                Path(name).unlink()
        return tls

    def _connect(self):
        host, port = self._url.hostname, self._url.port
        if self._tls:
            return http.client.HTTPSConnection(host, port, context=self._tls, timeout=60)
        return http.client.HTTPConnection(host, port, timeout=60)

    def request(self, method, path, body=None, headers=None):
        """Returns (status, [Warning headers], body as text)."""
        for last in (False, True):
            fresh = self._connection is None
            self._connection = self._connection or self._connect()
            try:
                self._connection.request(method, self._url.path.rstrip("/") + path,
                                         body.encode() if isinstance(body, str) else body,
                                         {**self._headers, **(headers or {})})
                response = self._connection.getresponse()
                text = response.read().decode()
                return response.status, response.headers.get_all("Warning") or [], text
            except (http.client.HTTPException, OSError):
                # A kept connection may have been closed by the other side; a new one must work.
                self._connection.close()
                self._connection = None
                if fresh or last:
                    raise

    def get(self, path):
        """The JSON at `path`."""
        status, _, text = self.request("GET", path, headers={"Accept": "application/json"})
        if status != 200:
            raise RuntimeError(f"GET {path}: {status} {text[:200]}")
        return json.loads(text)

    def lines(self, path):
        """The lines of an answer that comes bit by bit (a watch), over a connection of its own."""
        connection = self._connect()
        try:
            connection.request("GET", self._url.path.rstrip("/") + path, headers=self._headers)
            response = connection.getresponse()
            while line := response.readline():
                yield line
        except TimeoutError:
            return
        finally:
            connection.close()
