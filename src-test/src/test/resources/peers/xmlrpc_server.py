"""An XML-RPC server as Python's documentation has it, with a method that tells what Python made of its arguments."""

from xmlrpc.server import SimpleXMLRPCRequestHandler, SimpleXMLRPCServer


class Handler(SimpleXMLRPCRequestHandler):
    rpc_paths = ("/RPC2",)

    def log_message(self, *arguments):
        pass


with SimpleXMLRPCServer(
    ("127.0.0.1", 0), requestHandler=Handler, allow_none=True, use_builtin_types=True
) as server:
    server.register_introspection_functions()
    server.register_multicall_functions()

    @server.register_function
    def add(a, b):
        """Adds two numbers."""
        return a + b

    @server.register_function
    def divide(a, b):
        return a / b

    @server.register_function
    def echo(value):
        return value

    @server.register_function(name="tell")
    def tell(*values):
        return repr(values)

    print("port", server.server_address[1], flush=True)
    server.serve_forever()
