package org.netsonde.engine.export;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.netsonde.engine.session.SessionInfo;

/**
 * {@code junit.xml}: the run as a test suite in the form that Jenkins, GitLab and others read. Its test cases are, for
 * each endpoint, that it runs, see {@link RunsCase}, and each of its thresholds: failed where it was broken, skipped where
 * there was nothing to judge by.
 */
record JunitExport() implements Export {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final double MILLIS_PER_SECOND = 1e3;

    @Override
    public String id() {
        return "junit";
    }

    @Override
    public String fileName() {
        return "junit.xml";
    }

    @Override
    public void write(ExportSource source, OutputStream out, Progress progress) throws IOException {
        List<JunitCase> cases = new ArrayList<>();
        for (ExportEndpoint endpoint : source.endpoints()) {
            progress.report(
                    (double) cases.size() / (cases.size() + source.endpoints().size()));
            cases.add(RunsCase.of(endpoint, source));
            endpoint.verdicts()
                    .forEach(verdict ->
                            cases.add(ThresholdCase.of(endpoint.info().name(), verdict)));
        }
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(writer);
            write(xml, source, cases);
            xml.flush();
        } catch (XMLStreamException e) {
            throw e.getNestedException() instanceof IOException io ? io : new IOException(e);
        }
        writer.flush();
        progress.report(1);
    }

    private static void write(XMLStreamWriter xml, ExportSource source, List<JunitCase> cases)
            throws XMLStreamException {
        SessionInfo session = source.session();
        long millis = session.ended().toEpochMilli() - session.started().toEpochMilli();
        String failures = count(cases, JunitCase.Result.FAILED);
        String skipped = count(cases, JunitCase.Result.SKIPPED);
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeCharacters("\n");
        xml.writeStartElement("testsuites");
        xml.writeCharacters("\n");
        xml.writeStartElement("testsuite");
        attribute(xml, "name", session.name().isBlank() ? "Netsonde" : session.name());
        attribute(xml, "tests", Integer.toString(cases.size()));
        attribute(xml, "failures", failures);
        attribute(xml, "errors", "0");
        attribute(xml, "skipped", skipped);
        attribute(xml, "time", Double.toString(millis / MILLIS_PER_SECOND));
        attribute(xml, "timestamp", STAMP.format(session.started()));
        xml.writeCharacters("\n");
        properties(xml, source);
        for (JunitCase each : cases) {
            write(xml, each);
        }
        xml.writeEndElement();
        xml.writeCharacters("\n");
        xml.writeEndElement();
        xml.writeCharacters("\n");
        xml.writeEndDocument();
    }

    private static String count(List<JunitCase> cases, JunitCase.Result result) {
        return Long.toString(
                cases.stream().filter(each -> each.result() == result).count());
    }

    private static void properties(XMLStreamWriter xml, ExportSource source) throws XMLStreamException {
        SessionInfo session = source.session();
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("netsonde.version", session.version());
        properties.put("session.id", session.id());
        properties.put("session.state", session.state().name().toLowerCase(Locale.ROOT));
        properties.put("transport", session.transport());
        properties.put("system", session.machine().system());
        properties.put("architecture", session.machine().architecture());
        properties.put("processors", Integer.toString(session.machine().processors()));
        properties.put("java", session.machine().java());
        properties.put("created", source.created().toString());
        xml.writeStartElement("properties");
        xml.writeCharacters("\n");
        for (Map.Entry<String, String> property : properties.entrySet()) {
            xml.writeEmptyElement("property");
            attribute(xml, "name", property.getKey());
            attribute(xml, "value", property.getValue());
            xml.writeCharacters("\n");
        }
        xml.writeEndElement();
        xml.writeCharacters("\n");
    }

    private static void write(XMLStreamWriter xml, JunitCase each) throws XMLStreamException {
        xml.writeStartElement("testcase");
        attribute(xml, "classname", each.endpoint());
        attribute(xml, "name", each.name());
        attribute(xml, "time", Double.toString(each.seconds()));
        xml.writeCharacters("\n");
        switch (each.result()) {
            case FAILED -> {
                xml.writeStartElement("failure");
                attribute(xml, "type", each.type());
                attribute(xml, "message", each.message());
                xml.writeCharacters(SafeText.clean(each.message()));
                xml.writeEndElement();
                xml.writeCharacters("\n");
            }
            case SKIPPED -> {
                xml.writeEmptyElement("skipped");
                attribute(xml, "message", each.message());
                xml.writeCharacters("\n");
            }
            case PASSED -> {}
        }
        text(xml, "system-out", each.output());
        text(xml, "system-err", each.errors());
        xml.writeEndElement();
        xml.writeCharacters("\n");
    }

    private static void text(XMLStreamWriter xml, String element, String text) throws XMLStreamException {
        if (!text.isEmpty()) {
            xml.writeStartElement(element);
            xml.writeCharacters(SafeText.clean(text));
            xml.writeEndElement();
            xml.writeCharacters("\n");
        }
    }

    private static void attribute(XMLStreamWriter xml, String name, String value) throws XMLStreamException {
        // Line breaks in attributes are read as spaces in any case.
        xml.writeAttribute(name, SafeText.clean(value).replaceAll("[\n\t]", " "));
    }
}
