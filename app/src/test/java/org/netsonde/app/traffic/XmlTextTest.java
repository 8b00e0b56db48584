package org.netsonde.app.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmlTextTest {

    private static Optional<String> indented(String xml) {
        return XmlText.indented(xml.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void anElementStandsOnALineAndWhatIsBesideTextStaysThere() {
        assertThat(indented("<r><a p='1 &lt; \"2\"'/><b> x <i>y</i> z</b><!-- c --></r>"))
                .contains("""
                <r>
                  <a p="1 &lt; &quot;2&quot;"/>
                  <b> x <i>y</i> z</b>
                  <!-- c -->
                </r>""");
    }

    @Test
    void namespacesAndTheDeclarationStay() {
        assertThat(indented("<?xml version=\"1.0\" encoding=\"UTF-8\"?><s:e xmlns:s=\"urn:x\"><s:f>é</s:f></s:e>"))
                .contains("""
                <?xml version="1.0" encoding="UTF-8"?>
                <s:e xmlns:s="urn:x">
                  <s:f>é</s:f>
                </s:e>""");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a>",
                "no XML",
                "<!DOCTYPE a><a/>",
                "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><a>&e;</a>",
                "<!DOCTYPE a SYSTEM \"http://127.0.0.1:1/a.dtd\"><a/>",
                "<!DOCTYPE a [<!ENTITY b \"bb\"><!ENTITY c \"&b;&b;\">]><a>&c;</a>",
                "<a>&undefined;</a>"
            })
    void whatIsNoneOrHasATypeDefinitionIsNotRead(String xml) {
        assertThat(indented(xml)).isEmpty();
    }

    @Test
    void depthAndLengthAreBounded() {
        assertThat(indented("<a>".repeat(150) + "</a>".repeat(150))).isPresent();
        assertThat(indented("<a>".repeat(300) + "</a>".repeat(300))).isEmpty();
    }
}
