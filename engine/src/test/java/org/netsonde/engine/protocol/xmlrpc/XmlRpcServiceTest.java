package org.netsonde.engine.protocol.xmlrpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.netsonde.engine.http.server.ReplyBody;
import org.netsonde.engine.http.server.ServerReply;
import org.netsonde.engine.http.server.ServerRequest;
import org.netsonde.engine.protocol.xmlrpc.document.Document;
import org.netsonde.engine.protocol.xmlrpc.document.DocumentException;
import org.netsonde.engine.protocol.xmlrpc.document.DocumentReader;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue.IntValue;

class XmlRpcServiceTest {

    private final List<String> heard = new ArrayList<>();
    private final XmlRpcService service = service("");

    private XmlRpcService service(String path) {
        return new XmlRpcService(
                path,
                (from, fault) ->
                        heard.add(fault == null ? "result" : fault.phrase().key()));
    }

    private static ServerReply ask(
            XmlRpcService service, String method, String target, HttpHeaders headers, byte[] body) {
        return service.answer(new ServerRequest(
                method, target, "HTTP/1.1", headers, body, InetSocketAddress.createUnresolved("peer", 1), false));
    }

    private ServerReply post(String target, byte[] body) {
        return ask(service, "POST", target, new DefaultHttpHeaders().set("Content-Type", "text/xml"), body);
    }

    private static byte[] bytes(ServerReply reply) {
        return ((ReplyBody.Bytes) reply.body()).bytes();
    }

    private static Document read(ServerReply reply) throws DocumentException {
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.headers().get("Content-Type")).isEqualTo("text/xml; charset=utf-8");
        return DocumentReader.read(bytes(reply));
    }

    private static byte[] call(String text) {
        return new XmlRpcMessage(text).document();
    }

    @Test
    void callsAreAnsweredWhereverTheyArePosted() throws DocumentException {
        for (String target : List.of("/", "/RPC2", "/any/where?a=b")) {
            assertThat(read(post(target, call("add(5, 3)")))).isEqualTo(new Document.Result(new IntValue(8)));
        }
        assertThat(heard).containsExactly("result", "result", "result");
    }

    @Test
    void faultsAreRepliesLikeOthersAndAreHeardOf() throws DocumentException {
        assertThat(read(post("/", call("divide(1, 0)")))).isEqualTo(new Document.Fault(1, "Division by zero"));
        assertThat(read(post("/", "hello".getBytes(UTF_8))))
                .isInstanceOfSatisfying(
                        Document.Fault.class, fault -> assertThat(fault.code()).isEqualTo(-32700));
        assertThat(read(post("/", bytes(post("/", call("add(5, 3)"))))))
                .isEqualTo(new Document.Fault(-32600, "This is a response where a call was wanted."));
        assertThat(heard)
                .containsExactly("problem.divisionByZero", "problem.xmlBroken", "result", "problem.xmlResponseForCall");
    }

    @Test
    void onePathMayBeTheOnlyOne() {
        XmlRpcService one = service("/RPC2");
        HttpHeaders none = new DefaultHttpHeaders();
        assertThat(ask(one, "POST", "/RPC2?x", none, call("add(1, 2)")).status())
                .isEqualTo(200);
        ServerReply other = ask(one, "POST", "/", none, call("add(1, 2)"));
        assertThat(other.status()).isEqualTo(404);
        assertThat(new String(bytes(other), UTF_8)).contains("/RPC2");
    }

    @Test
    void browsersGetAPageAndOthersAreToldWhatIsAllowed() {
        HttpHeaders none = new DefaultHttpHeaders();
        ServerReply page = ask(service, "GET", "/", none, new byte[0]);
        assertThat(page.status()).isEqualTo(200);
        assertThat(new String(bytes(page), UTF_8)).contains("divide(double, double) → double", "system.multicall");
        ServerReply put = ask(service, "PUT", "/", none, call("add(1, 2)"));
        assertThat(put.status()).isEqualTo(405);
        assertThat(put.headers().get("Allow")).isEqualTo("POST, GET, HEAD");
        assertThat(put.headers().get("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.headers().get("Content-Security-Policy")).contains("frame-ancestors 'none'");
        assertThat(heard).isEmpty();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    @Test
    void damagedCallIsNotCarriedOut() throws IOException, DocumentException {
        HttpHeaders gzip = new DefaultHttpHeaders().set("Content-Encoding", "gzip");
        byte[] wrong = gzip(call("add(5, 3)"));
        wrong[wrong.length - 8] ^= 1;
        assertThat(read(ask(service, "POST", "/", gzip, wrong))).isInstanceOfSatisfying(Document.Fault.class, fault -> {
            assertThat(fault.code()).isEqualTo(-32700);
            assertThat(fault.message()).contains("damaged", "gzip");
        });
        assertThat(heard).containsExactly("problem.xmlPacked");
    }

    @Test
    void callInAnUnknownCodingIsToldWhichThereAre() {
        HttpHeaders brotli = new DefaultHttpHeaders().set("Content-Encoding", "br");
        ServerReply reply = ask(service, "POST", "/", brotli, call("add(5, 3)"));
        assertThat(reply.status()).isEqualTo(415);
        assertThat(reply.headers().get("Accept-Encoding")).isEqualTo("gzip, deflate");
        assertThat(new String(bytes(reply), UTF_8)).contains("compressed with br");
        assertThat(heard).containsExactly("problem.xmlCoding");
    }

    @Test
    void compressedCallsAreReadAndBombsAreNot() throws IOException, DocumentException {
        HttpHeaders gzip = new DefaultHttpHeaders().set("Content-Encoding", "gzip");
        assertThat(read(ask(service, "POST", "/", gzip, gzip(call("add(5, 3)")))))
                .isEqualTo(new Document.Result(new IntValue(8)));
        Document bomb = read(ask(service, "POST", "/", gzip, gzip(new byte[DocumentReader.MAX_LENGTH * 4])));
        assertThat(bomb)
                .isInstanceOfSatisfying(
                        Document.Fault.class,
                        fault -> assertThat(fault.message()).contains("at most 16777216 are taken"));
    }
}
