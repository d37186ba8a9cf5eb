# The service as it is usually taught: Flask, with its own server, and nothing that is counted.
import logging
import sys

from flask import Flask, jsonify

logging.getLogger("werkzeug").disabled = True
app = Flask(__name__)


@app.get("/")
def answer():
    return jsonify(status=200, message="ok", task="task", address="127.0.0.1")


app.run("127.0.0.1", int(sys.argv[1]), threaded=True)
