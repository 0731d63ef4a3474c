"""An AWS endpoint: Moto with signatures checked, and a way in for tests to seed it.

Requests and replies are JSON objects, one a line, over the socket that is standard input. The server
ends with that socket, so with its parent, however the parent dies.
"""

import base64
import datetime
import functools
import hashlib
import hmac
import ipaddress
import json
import logging
import os
import queue
import shutil
import socket
import ssl
import tempfile
import threading
import urllib.parse

os.closerange(3, 4096)  # The parent may have had files open that are not closed on exec.
parent = socket.socket(fileno=os.dup(0))
lines = queue.SimpleQueue()
folders = []


def listen():
    """Takes requests, from before the imports that take a second, so that the parent's end is never missed."""
    try:
        for line in parent.makefile("rb"):
            lines.put(line)
    finally:
        for folder in folders:
            shutil.rmtree(folder, ignore_errors=True)
        os._exit(0)


threading.Thread(target=listen, daemon=True).start()

import boto3
from botocore.auth import S3SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.config import Config
from botocore.credentials import Credentials
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from moto import settings
from moto.server import DomainDispatcherApplication, create_backend_app
from moto.sts.responses import TokenResponse
from werkzeug.serving import make_server

REGION = "us-east-1"
ALLOW_ALL = json.dumps(
    {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}
)
EXPIRED = b"""<?xml version="1.0" encoding="UTF-8"?>
<Error><Code>ExpiredToken</Code><Message>The provided token has expired.</Message><RequestId>1</RequestId></Error>"""
ANYONE = {"AWS": "*"}
TRUST_ALL = json.dumps(
    {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": ANYONE}]}
)

check_signature = TokenResponse._authenticate_and_authorize_normal_action


def check_unless_web_identity(self, resource="*"):
    """Moto wants every action signed; AWS takes this one unsigned, since the token in it is the proof."""
    if self._get_action() != "AssumeRoleWithWebIdentity":
        check_signature(self, resource)


TokenResponse._authenticate_and_authorize_normal_action = check_unless_web_identity


class Endpoint:
    def __init__(self):
        self.application = DomainDispatcherApplication(create_backend_app)
        self.requests = []
        self.expired = set()
        self.server = make_server("127.0.0.1", 0, self.serve, threaded=True)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.credentials = self.make_credentials()
        settings.INITIAL_NO_AUTH_ACTION_COUNT = 0  # from here on every signature is checked

    def serve(self, environ, start_response):
        """Notes each request, then lets Moto answer it."""
        def respond(status, headers, *rest):
            self.requests.append({
                "method": environ["REQUEST_METHOD"],
                "path": environ["PATH_INFO"],
                "target": environ.get("HTTP_X_AMZ_TARGET", ""),
                "accessKeyID": environ.get("HTTP_AUTHORIZATION", "").partition("Credential=")[2].partition("/")[0],
                "status": int(status.split()[0]),
            })
            return start_response(status, headers, *rest)
        if environ.get("HTTP_AUTHORIZATION", "").partition("Credential=")[2].partition("/")[0] in self.expired:
            respond("400 Bad Request", [("Content-Type", "application/xml"), ("Content-Length", str(len(EXPIRED)))])
            return [b"" if environ["REQUEST_METHOD"] == "HEAD" else EXPIRED]
        if "X-Amz-Signature=" in environ["QUERY_STRING"] and not self.unlock(environ):
            respond("403 Forbidden", [("Content-Type", "application/xml")])
            return [b"<Error><Code>SignatureDoesNotMatch</Code></Error>"]
        return self.application(environ, respond)

    def unlock(self, environ):
        """Checks a link signed in its query, which Moto does not, and signs it as the user in its headers, which Moto checks."""
        # As it was sent: decoded and encoded again it might be another.
        path, _, query = environ["RAW_URI"].partition("?")
        pairs = [pair for pair in query.split("&") if not pair.startswith("X-Amz-Signature=")]
        fields = dict(urllib.parse.parse_qsl(query, keep_blank_values=True))
        owner = next((
            self.credentials[one] for one in ("user", "session")
            if fields["X-Amz-Credential"].startswith(self.credentials[one]["accessKeyID"] + "/")
        ), None)
        _, day, region, service, _ = fields["X-Amz-Credential"].split("/")
        headers = "".join(
            f"{name}:{environ['HTTP_' + name.upper().replace('-', '_')].strip()}\n"
            for name in fields["X-Amz-SignedHeaders"].split(";")
        )
        canonical = "\n".join([
            environ["REQUEST_METHOD"], path, "&".join(sorted(pairs)), headers, fields["X-Amz-SignedHeaders"], "UNSIGNED-PAYLOAD",
        ])
        text = "\n".join([
            "AWS4-HMAC-SHA256", fields["X-Amz-Date"], f"{day}/{region}/{service}/aws4_request",
            hashlib.sha256(canonical.encode()).hexdigest(),
        ])
        key = ("AWS4" + owner["secretAccessKey"]).encode() if owner else b""
        for part in (day, region, service, "aws4_request", text):
            key = hmac.new(key, part.encode(), hashlib.sha256).digest()
        start = datetime.datetime.strptime(fields["X-Amz-Date"], "%Y%m%dT%H%M%SZ")
        end = start + datetime.timedelta(seconds=int(fields["X-Amz-Expires"]))
        token = owner.get("sessionToken") if owner else None
        if key.hex() != fields["X-Amz-Signature"] or datetime.datetime.utcnow() > end \
                or token != fields.get("X-Amz-Security-Token"):
            return False
        user = self.credentials["user"]
        request = AWSRequest(method=environ["REQUEST_METHOD"], url=f"http://{environ['HTTP_HOST']}{path}")
        S3SigV4Auth(Credentials(user["accessKeyID"], user["secretAccessKey"]), "s3", REGION).add_auth(request)
        environ["QUERY_STRING"] = ""
        environ.update({"HTTP_" + name.upper().replace("-", "_"): value for name, value in request.headers.items()})
        return True

    def client(self, service, credentials):
        return boto3.session.Session().client(
            service, region_name=REGION, endpoint_url=f"http://127.0.0.1:{self.server.server_port}",
            aws_access_key_id=credentials["accessKeyID"],
            aws_secret_access_key=credentials["secretAccessKey"],
            aws_session_token=credentials.get("sessionToken"),
            config=Config(retries={"max_attempts": 1}, s3={"addressing_style": "path"}),
        )

    @functools.cache
    def user_client(self, service):
        return self.client(service, self.credentials["user"])

    def make_credentials(self):
        """One user and one role, both allowed everything: a permanent key and temporary credentials."""
        anyone = {"accessKeyID": "A" * 20, "secretAccessKey": "none"}
        iam = self.client("iam", anyone)
        iam.create_user(UserName="tester")
        iam.put_user_policy(UserName="tester", PolicyName="all", PolicyDocument=ALLOW_ALL)
        key = iam.create_access_key(UserName="tester")["AccessKey"]
        role = iam.create_role(RoleName="function", AssumeRolePolicyDocument=TRUST_ALL)["Role"]
        iam.put_role_policy(RoleName="function", PolicyName="all", PolicyDocument=ALLOW_ALL)
        sts = self.client("sts", anyone)
        session = sts.assume_role(RoleArn=role["Arn"], RoleSessionName="test")["Credentials"]
        return {
            "roleARN": role["Arn"],
            "user": {"accessKeyID": key["AccessKeyId"], "secretAccessKey": key["SecretAccessKey"]},
            "session": {
                "accessKeyID": session["AccessKeyId"],
                "secretAccessKey": session["SecretAccessKey"],
                "sessionToken": session["SessionToken"],
            },
        }

    def open(self):
        return {"port": self.server.server_port, **self.credentials}

    def open_tls(self, host):
        """Listens on one more port, over TLS, with a certificate for a host by an authority made for it alone."""
        folder = tempfile.mkdtemp(prefix="local-service-", dir="/tmp")
        folders.append(folder)
        paths = write_certificates(folder, host)
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(paths["certificate"])
        server = make_server("127.0.0.1", 0, self.serve, threaded=True, ssl_context=context)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return {"port": server.server_port, **paths}

    def call(self, service, operation, parameters):
        """A signed call of boto3, as the user; bytes are written {"base64": …}."""
        arguments = json.loads(parameters, object_hook=decode_bytes)
        result = getattr(self.user_client(service), operation)(**arguments) or {}
        result.pop("ResponseMetadata", None)
        return {"result": json.dumps(result, default=str)}

    def expire(self, key):
        """From now on answers requests signed with this key as S3 does when a session is over, which Moto's never are."""
        self.expired.add(key)
        return {}

    def log(self):
        return {"requests": self.requests}

    def answer(self, request):
        try:
            reply = getattr(self, request["method"])(**request["arguments"])
        except Exception as error:
            reply = {"error": f"{type(error).__name__}: {error}"}
        return json.dumps({**reply, "id": request["id"]}).encode() + b"\n"


def decode_bytes(value):
    return base64.b64decode(value["base64"]) if list(value) == ["base64"] else value


def write_certificates(folder, host):
    """The paths of an authority's certificate, and of a host's with its key, both good for a day."""
    authority_key, host_key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    authority = certificate("Authority of a test", authority_key, "Authority of a test", authority_key, [
        (x509.BasicConstraints(ca=True, path_length=0), True),
        (x509.SubjectKeyIdentifier.from_public_key(authority_key.public_key()), False),
    ])
    leaf = certificate(host, host_key, "Authority of a test", authority_key, [
        (x509.SubjectAlternativeName([alternative_name(host)]), False),
        (x509.AuthorityKeyIdentifier.from_issuer_public_key(authority_key.public_key()), False),
    ])
    pem = serialization.Encoding.PEM
    key = host_key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    files = {"authority": authority.public_bytes(pem), "certificate": leaf.public_bytes(pem) + key}
    paths = {name: os.path.join(folder, name + ".pem") for name in files}
    for name, content in files.items():
        with open(paths[name], "wb") as file:
            file.write(content)
    return paths


def alternative_name(host):
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host)


def certificate(subject, key, issuer, issuer_key, extensions):
    now = datetime.datetime.now(datetime.timezone.utc)
    builder = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, subject)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + datetime.timedelta(days=1))
    )
    for extension, is_critical in extensions:
        builder = builder.add_extension(extension, is_critical)
    return builder.sign(issuer_key, hashes.SHA256())


def main():
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    endpoint = Endpoint()
    while True:
        parent.sendall(endpoint.answer(json.loads(lines.get())))


main()
