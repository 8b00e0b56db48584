package org.netsonde.engine.protocol.xmlrpc.document;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.netsonde.engine.protocol.xmlrpc.value.RandomValues;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue.ArrayValue;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue.Base64Value;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue.BooleanValue;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue.DateTimeValue;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue.DoubleValue;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue.IntValue;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue.LongValue;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue.NilValue;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue.StringValue;
import org.netsonde.engine.protocol.xmlrpc.value.XmlRpcValue.StructValue;

class DocumentsTest {

    private static Document read(String document) throws DocumentException {
        return DocumentReader.read(document.getBytes(UTF_8));
    }

    private static String response(String value) {
        return "<methodResponse><params><param>" + value + "</param></params></methodResponse>";
    }

    private static XmlRpcValue value(String value) throws DocumentException {
        return ((Document.Result) read(response(value))).value();
    }

    private static DocumentException refused(byte[] document) {
        DocumentException refused = catchThrowableOfType(DocumentException.class, () -> DocumentReader.read(document));
        assertThat(refused).isNotNull();
        return refused;
    }

    private static DocumentException refused(String document) {
        return refused(document.getBytes(UTF_8));
    }

    static List<Arguments> values() {
        return List.of(
                Arguments.of("<value><i4>-12</i4></value>", new IntValue(-12)),
                Arguments.of("<value><int> +7\n</int></value>", new IntValue(7)),
                Arguments.of("<value><i2>007</i2></value>", new IntValue(7)),
                Arguments.of("<value><int>-2147483648</int></value>", new IntValue(Integer.MIN_VALUE)),
                Arguments.of("<value><i8>9223372036854775807</i8></value>", new LongValue(Long.MAX_VALUE)),
                Arguments.of("<value><ex:i8>5</ex:i8></value>", new LongValue(5)),
                Arguments.of("<value><boolean>1</boolean></value>", new BooleanValue(true)),
                Arguments.of("<value> <boolean>0</boolean>\n</value>", new BooleanValue(false)),
                Arguments.of("<value><double>-12.214</double></value>", new DoubleValue(-12.214)),
                Arguments.of("<value><double>1e+20</double></value>", new DoubleValue(1e20)),
                Arguments.of("<value><double>.5</double></value>", new DoubleValue(0.5)),
                Arguments.of("<value><double>nan</double></value>", new DoubleValue(Double.NaN)),
                Arguments.of("<value><double>-inf</double></value>", new DoubleValue(Double.NEGATIVE_INFINITY)),
                Arguments.of("<value><string>a &lt; b &#65;</string></value>", new StringValue("a < b A")),
                Arguments.of("<value>no type</value>", new StringValue("no type")),
                Arguments.of("<value/>", new StringValue("")),
                Arguments.of("<value> \n</value>", new StringValue(" \n")),
                Arguments.of("<value><string/></value>", new StringValue("")),
                Arguments.of(
                        "<value><string>a<!-- b -->c<?d e?><![CDATA[<f>]]></string></value>", new StringValue("ac<f>")),
                Arguments.of("<value><string a='b'>x\r\ny&#13;</string></value>", new StringValue("x\ny\r")),
                Arguments.of(
                        "<value><dateTime.iso8601> 19980717T14:08:55 </dateTime.iso8601></value>",
                        new DateTimeValue("19980717T14:08:55")),
                Arguments.of(
                        "<value><base64>\naGVs\n bG8=\n</base64></value>", new Base64Value("hello".getBytes(UTF_8))),
                Arguments.of("<value><nil/></value>", new NilValue()),
                Arguments.of("<value><ex:nil></ex:nil></value>", new NilValue()),
                Arguments.of("<value><array><data/></array></value>", new ArrayValue(List.of())),
                Arguments.of("<value><array/></value>", new ArrayValue(List.of())),
                Arguments.of("<value><struct/></value>", new StructValue(Map.of())),
                Arguments.of(
                        "<value><array>\n<data>\n<value><int>1</int></value>\n<value>b</value>\n</data>\n</array></value>",
                        new ArrayValue(List.of(new IntValue(1), new StringValue("b")))),
                Arguments.of(
                        "<value><struct><member><name>a</name><value>1</value></member>"
                                + "<member><name>a</name><value><nil/></value></member></struct></value>",
                        new StructValue(Map.of("a", new NilValue()))));
    }

    @ParameterizedTest
    @MethodSource("values")
    void everyTypeIsRead(String xml, XmlRpcValue value) throws DocumentException {
        assertThat(value(xml)).isEqualTo(value);
    }

    /** What is no XML-RPC, the code that it gets, and a part of the sentence. */
    static List<Arguments> wrong() {
        return List.of(
                Arguments.of("", -32700, "not well-formed"),
                Arguments.of("hello", -32700, "Line 1, column 1"),
                Arguments.of("{\"a\": 1}", -32700, "not well-formed"),
                Arguments.of("<methodCall>", -32700, "not well-formed"),
                Arguments.of("<methodCall></methodcall>", -32700, "not well-formed"),
                Arguments.of(response("<value/>") + "<again/>", -32700, "not well-formed"),
                Arguments.of(" <?xml version='1.0'?>" + response("<value/>"), -32700, "not well-formed"),
                Arguments.of("<?xml version='1.1'?>" + response("<value>&#1;</value>"), -32700, "XML 1.1"),
                Arguments.of(response("<value>&undeclared;</value>"), -32700, "Line 1"),
                Arguments.of(response("<value>\u0001</value>"), -32700, "0x1"),
                Arguments.of(response("<value>&#0;</value>"), -32700, "&#0"),
                Arguments.of(response("<value>\ufffe</value>"), -32700, "0xfffe"),
                Arguments.of(response("<value a='1' a='2'/>"), -32700, "not well-formed"),
                Arguments.of("<html/>", -32600, "begins with <html>"),
                Arguments.of("<methodCall/>", -32600, "<methodName> must stand here"),
                Arguments.of("<methodCall><params/></methodCall>", -32600, "<methodName> must stand here"),
                Arguments.of("<methodCall><methodName> </methodName></methodCall>", -32600, "1 to 256 characters"),
                Arguments.of(
                        "<methodCall><methodName>" + "x".repeat(257) + "</methodName></methodCall>",
                        -32600,
                        "1 to 256 characters"),
                Arguments.of(
                        "<methodCall><methodName><b/></methodName></methodCall>", -32600, "holds text only, not <b>"),
                Arguments.of(
                        "<methodCall><methodName>a</methodName><x/></methodCall>",
                        -32600,
                        "<params> or the end of <methodCall>"),
                Arguments.of(
                        "<methodCall><methodName>a</methodName><params/><params/></methodCall>",
                        -32600,
                        "the end of <methodCall>"),
                Arguments.of(
                        "<methodCall><methodName>a</methodName><params><value/></params></methodCall>",
                        -32600,
                        "<param> or the end of <params>"),
                Arguments.of(
                        "<methodCall><methodName>a</methodName><params><param/></params></methodCall>",
                        -32600,
                        "<value> must stand here"),
                Arguments.of("<methodResponse/>", -32600, "one value, or a <fault>"),
                Arguments.of("<methodResponse><params/></methodResponse>", -32600, "one value"),
                Arguments.of("<methodResponse><fault><value>no</value></fault></methodResponse>", -32600, "faultCode"),
                Arguments.of(response("<value>a<int>1</int></value>"), -32600, "either text or one element"),
                Arguments.of(response("<value><int>1</int>a</value>"), -32600, "the end of <value>"),
                Arguments.of(response("<value><int>1</int><int>2</int></value>"), -32600, "the end of <value>"),
                Arguments.of(response("<value><int><int>1</int></int></value>"), -32600, "holds text only"),
                Arguments.of(response("<value><int>1.5</int></value>"), -32600, "\"1.5\" is no whole number, as <int>"),
                Arguments.of(response("<value><int></int></value>"), -32600, "no whole number"),
                Arguments.of(response("<value><int>١</int></value>"), -32600, "no whole number"),
                Arguments.of(response("<value><int>2147483648</int></value>"), -32600, "32 bits"),
                Arguments.of(response("<value><int>" + "9".repeat(1_000_000) + "</int></value>"), -32600, "…"),
                Arguments.of(response("<value><i8>9223372036854775808</i8></value>"), -32600, "64 bits"),
                Arguments.of(response("<value><boolean>true</boolean></value>"), -32600, "0 or 1"),
                Arguments.of(response("<value><double>1,5</double></value>"), -32600, "no number, as <double>"),
                Arguments.of(response("<value><double>0x1p3</double></value>"), -32600, "no number"),
                Arguments.of(response("<value><double>" + "9".repeat(2000) + "</double></value>"), -32600, "no number"),
                Arguments.of(response("<value><dateTime.iso8601>today</dateTime.iso8601></value>"), -32600, "today"),
                Arguments.of(response("<value><base64>a*b</base64></value>"), -32600, "Base64"),
                Arguments.of(response("<value><nil>x</nil></value>"), -32600, "is empty"),
                Arguments.of(response("<value><date>x</date></value>"), -32600, "no type <date>"),
                Arguments.of(
                        response("<value><array><value/></array></value>"), -32600, "<data> or the end of <array>"),
                Arguments.of(
                        response("<value><array><data>x</data></array></value>"),
                        -32600,
                        "<value> or the end of <data>"),
                Arguments.of(response("<value><array><data/><data/></array></value>"), -32600, "the end of <array>"),
                Arguments.of(
                        response("<value><struct><member><value/></member></struct></value>"),
                        -32600,
                        "<name> must stand here"),
                Arguments.of(
                        response("<value><struct><member><name>a</name></member></struct></value>"),
                        -32600,
                        "<value> must stand here"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void whatIsNoXmlRpcIsRefusedWithASentence(String document, int code, String words) {
        DocumentException refused = refused(document);
        assertThat(refused.code().number()).isEqualTo(code);
        assertThat(refused.phrase().text(Locale.ENGLISH)).contains(words).hasSizeLessThan(400);
        assertThat(refused.phrase().text(Locale.SIMPLIFIED_CHINESE)).doesNotContain("problem.");
    }

    /** What XML has against those who read it. */
    static List<String> bombs() {
        String laughs = "<!DOCTYPE lolz [<!ENTITY a \"ha\">" + entities() + "]>";
        return List.of(
                laughs + response("<value>&j;</value>"),
                "<!DOCTYPE a [<!ENTITY a \"" + "x".repeat(100_000) + "\">]>"
                        + response("<value>" + "&a;".repeat(100_000) + "</value>"),
                "<!DOCTYPE a [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>" + response("<value>&a;</value>"),
                "<!DOCTYPE a [<!ENTITY a SYSTEM \"http://127.0.0.1:1/\">]>" + response("<value>&a;</value>"),
                "<!DOCTYPE a SYSTEM \"http://127.0.0.1:1/a.dtd\">" + response("<value/>"),
                "<!DOCTYPE a PUBLIC \"b\" \"file:///dev/random\">" + response("<value/>"),
                "<!DOCTYPE a [<!ENTITY % b SYSTEM \"file:///etc/passwd\"> %b;]>" + response("<value/>"),
                "<!DOCTYPE a [<!ENTITY a \"&a;\">]>" + response("<value>&a;</value>"),
                "<!DOCTYPE a [<!ATTLIST value b CDATA \"c\">]>" + response("<value/>"),
                "<!DOCTYPE methodResponse>" + response("<value/>"),
                "<?xml version='1.0'?>\n<!-- first -->\n<!DOCTYPE methodResponse []>" + response("<value/>"));
    }

    private static String entities() {
        StringBuilder entities = new StringBuilder();
        for (char name = 'b'; name <= 'j'; name++) {
            entities.append("<!ENTITY ")
                    .append(name)
                    .append(" \"")
                    .append(("&" + (char) (name - 1) + ";").repeat(10))
                    .append("\">");
        }
        return entities.toString();
    }

    @ParameterizedTest
    @MethodSource("bombs")
    void documentTypesAreRefusedWhateverIsInThem(String document) {
        DocumentException refused = refused(document);
        assertThat(refused.code()).isEqualTo(FaultCode.NOT_WELL_FORMED);
        assertThat(refused.phrase().text(Locale.ENGLISH)).contains("a document type (DOCTYPE) is refused");
    }

    private static String nested(int depth) {
        return response("<value><array><data>".repeat(depth) + "<value/>" + "</data></array></value>".repeat(depth));
    }

    private static String nestedStructs(int depth) {
        return response("<value><struct><member><name>a</name>".repeat(depth) + "<value/>"
                + "</member></struct></value>".repeat(depth));
    }

    @Test
    void depthIsBounded() throws DocumentException {
        assertThat(read(nested(64))).isInstanceOf(Document.Result.class);
        assertThat(read(nestedStructs(64))).isInstanceOf(Document.Result.class);
        for (String deep : List.of(nested(65), nestedStructs(65), nested(200_000))) {
            assertThat(refused(deep).phrase().text(Locale.ENGLISH)).contains("nested more than 64 deep");
        }
        // Elements that are no values do not count as such, and are refused where they stand.
        assertThat(refused("<a>".repeat(1_000_000)).phrase().key()).isEqualTo("problem.xmlRoot");
    }

    @Test
    void lengthAndNumberOfValuesAreBounded() throws DocumentException {
        String head = "<methodResponse><params><param><value><array><data>";
        String end = "</data></array></value></param></params></methodResponse>";
        assertThat(read(head + "<value/>".repeat(99_999) + end)).isInstanceOf(Document.Result.class);
        assertThat(refused(head + "<value/>".repeat(100_000) + end).phrase().text(Locale.ENGLISH))
                .contains("more than 100000 values");
        byte[] long1 = new byte[DocumentReader.MAX_LENGTH + 1];
        assertThat(refused(long1).phrase().text(Locale.ENGLISH)).contains("16777217 bytes; at most 16777216");
    }

    @Test
    void namesAndAttributesAreBounded() {
        StringBuilder attributes = new StringBuilder("<methodCall");
        for (int i = 0; i < 100_000; i++) {
            attributes.append(" a").append(i).append("=''");
        }
        for (String document : List.of("<" + "a".repeat(1 << 20) + "/>", attributes + "/>")) {
            assertThat(refused(document).phrase().key()).isEqualTo("problem.xmlBroken");
        }
    }

    @Test
    void referencesToTheFiveEntitiesOfXmlAreNoBomb() throws DocumentException {
        assertThat(value("<value>" + "&amp;&#65;".repeat(500_000) + "</value>"))
                .isEqualTo(new StringValue("&A".repeat(500_000)));
    }

    static List<Arguments> encodings() {
        return List.of(
                Arguments.of("", UTF_8),
                Arguments.of("\ufeff", UTF_8),
                Arguments.of("<?xml version='1.0' encoding='UTF-8'?>", UTF_8),
                Arguments.of("<?xml version='1.0' encoding='utf8' standalone='yes'?>", UTF_8),
                Arguments.of("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>", ISO_8859_1),
                Arguments.of("<?xml version=\"1.0\" encoding=\"utf-16\"?>", UTF_16),
                Arguments.of("\ufeff<?xml version=\"1.0\" encoding=\"utf-16\"?>", UTF_16LE),
                Arguments.of("<?xml version=\"1.0\"?>", UTF_16LE));
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void textIsDecodedAsTheDocumentSays(String declaration, Charset charset) throws DocumentException {
        byte[] bytes = (declaration + response("<value>é</value>")).getBytes(charset);
        assertThat(DocumentReader.read(bytes)).isEqualTo(new Document.Result(new StringValue("é")));
    }

    @Test
    void bytesThatAreNotOfTheEncodingAreRefused() {
        byte[] latin = response("<value>é</value>").getBytes(ISO_8859_1);
        DocumentException refused = refused(latin);
        assertThat(refused.code().number()).isEqualTo(-32702);
        assertThat(refused.phrase().text(Locale.ENGLISH)).isEqualTo("Byte 39 of the document is not UTF-8.");
        assertThat(refused(("<?xml version='1.0' encoding='us-ascii'?>" + response("<value>é</value>")))
                        .code()
                        .number())
                .isEqualTo(-32702);
        byte[] cut = response("<value>é</value>").getBytes(UTF_8);
        assertThat(refused(java.util.Arrays.copyOf(cut, 39)).code())
                .isIn(FaultCode.CHARACTER, FaultCode.NOT_WELL_FORMED);
        assertThat(refused("<?xml version='1.0' encoding='cp037'?>" + response("<value/>"))
                        .code()
                        .number())
                .isEqualTo(-32701);
        assertThat(refused("<?xml version='1.0' encoding='UTF-16'?>" + response("<value/>"))
                        .code())
                .isEqualTo(FaultCode.ENCODING);
    }

    @Test
    void whatIsWrittenIsReadAsTheSame() throws DocumentException {
        RandomValues values = new RandomValues(20_240);
        for (int i = 0; i < 2000; i++) {
            XmlRpcValue value = values.next(4);
            Document result = new Document.Result(value);
            assertThat(DocumentReader.read(DocumentWriter.write(result))).isEqualTo(result);
            Document call = new Document.Call("a.b:c/d", List.of(value, new IntValue(i)));
            assertThat(DocumentReader.read(DocumentWriter.write(call))).isEqualTo(call);
        }
        Document fault = new Document.Fault(-32601, "no <such> method");
        assertThat(DocumentReader.read(DocumentWriter.write(fault))).isEqualTo(fault);
    }

    @Test
    void doublesAreWrittenWithoutExponents() {
        assertThat(new String(DocumentWriter.write(new Document.Result(new DoubleValue(1e20))), UTF_8))
                .contains("<double>100000000000000000000.0</double>");
        assertThat(new String(DocumentWriter.write(new Document.Result(new DoubleValue(1.5e-7))), UTF_8))
                .contains("<double>0.00000015</double>");
    }

    @Test
    void charactersThatXmlDoesNotHaveAreReplaced() {
        assertThat(new String(DocumentWriter.write(new Document.Fault(1, "a\u0000\ud800b")), UTF_8))
                .contains("<string>a\ufffd\ufffdb</string>");
    }
}
