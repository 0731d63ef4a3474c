"""An AWS endpoint: Moto with signatures checked, and a way in for tests to seed it.

Requests and replies are JSON objects, one a line, over the socket that is standard input. The server
ends with that socket, so with its parent, however the parent dies.
"""

import functools
import json
import logging
import os
import queue
import socket
import threading

os.closerange(3, 4096)  # The parent may have had files open that are not closed on exec.
parent = socket.socket(fileno=os.dup(0))
lines = queue.SimpleQueue()


def listen():
    """Takes requests, from before the imports that take a second, so that the parent's end is never missed."""
    try:
        for line in parent.makefile("rb"):
            lines.put(line)
    finally:
        os._exit(0)


threading.Thread(target=listen, daemon=True).start()

import boto3
from botocore.config import Config
from moto import settings
from moto.server import DomainDispatcherApplication, create_backend_app
from moto.sts.responses import TokenResponse
from werkzeug.serving import make_server

REGION = "us-east-1"
ALLOW_ALL = json.dumps(
    {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}
)
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
        return self.application(environ, respond)

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

    def call(self, service, operation, parameters):
        """A signed call of boto3, as the user."""
        result = getattr(self.user_client(service), operation)(**json.loads(parameters)) or {}
        result.pop("ResponseMetadata", None)
        return {"result": json.dumps(result, default=str)}

    def log(self):
        return {"requests": self.requests}

    def answer(self, request):
        try:
            reply = getattr(self, request["method"])(**request["arguments"])
        except Exception as error:
            reply = {"error": f"{type(error).__name__}: {error}"}
        return json.dumps({**reply, "id": request["id"]}).encode() + b"\n"


def main():
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    endpoint = Endpoint()
    while True:
        parent.sendall(endpoint.answer(json.loads(lines.get())))


main()
