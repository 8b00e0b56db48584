package org.netsonde.app.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.netsonde.app.text.Texts;
import org.netsonde.engine.probe.ProbePart;
import org.netsonde.engine.probe.ProbeRequest;

/** What is typed becomes a request, or says which field is wrong. */
class ProbeDraftTest {

    private static ProbeDraft draft(String target, String count, String interval, String limit, String dns) {
        return new ProbeDraft(target, EnumSet.allOf(ProbePart.class), count, interval, limit, dns);
    }

    private static ProbeDraft.Wrong wrong(ProbeDraft draft) {
        return catchThrowableOfType(ProbeDraft.Wrong.class, draft::request);
    }

    @Test
    void whatIsTypedIsAskedFor() throws ProbeDraft.Wrong {
        ProbeRequest request = draft("https://example.org:8443/a?b=1", " 3 ", "20ms", "1s", "127.0.0.1:5353")
                .request();

        assertThat(request.target()).hasToString("https://example.org:8443/a?b=1");
        assertThat(request.connects().count()).isEqualTo(3);
        assertThat(request.connects().interval()).isEqualTo(Duration.ofMillis(20));
        assertThat(request.connects().limit()).isEqualTo(Duration.ofSeconds(1));
        assertThat(request.limit()).isEqualTo(Duration.ofSeconds(1));
        assertThat(request.dns()).hasToString("127.0.0.1:5353");
        assertThat(request.parts()).containsExactlyInAnyOrder(ProbePart.values());
    }

    @Test
    void aTargetWithoutASchemeIsOnlyConnectedTo() throws ProbeDraft.Wrong {
        ProbeRequest request = draft("127.0.0.1:22", "10", "200ms", "3s", "").request();

        assertThat(request.parts()).containsExactlyInAnyOrder(ProbePart.DNS, ProbePart.CONNECT, ProbePart.RACE);
        assertThat(request.dns()).isNull();
    }

    @Test
    void aLongSeriesHasTheTimeItTakes() throws ProbeDraft.Wrong {
        ProbeRequest request = draft("127.0.0.1:22", "1000", "60s", "1m", "").request();

        assertThat(request.total()).isGreaterThan(Duration.ofMinutes(1000));
    }

    @Test
    void theFieldThatIsWrongIsNamed() {
        assertThat(wrong(draft("what is this", "10", "200ms", "3s", "")).field())
                .isEqualTo(ProbeDraft.Field.TARGET);
        assertThat(wrong(draft("a.test", "ten", "200ms", "3s", "")).field()).isEqualTo(ProbeDraft.Field.COUNT);
        assertThat(wrong(draft("a.test", "1001", "200ms", "3s", "")).field()).isEqualTo(ProbeDraft.Field.COUNT);
        assertThat(wrong(draft("a.test", "10", "soon", "3s", "")).field()).isEqualTo(ProbeDraft.Field.INTERVAL);
        assertThat(wrong(draft("a.test", "10", "1ms", "3s", "")).field()).isEqualTo(ProbeDraft.Field.INTERVAL);
        assertThat(wrong(draft("a.test", "10", "200ms", "2h", "")).field()).isEqualTo(ProbeDraft.Field.LIMIT);
        assertThat(wrong(draft("a.test", "10", "200ms", "3s", "dns.example")).field())
                .isEqualTo(ProbeDraft.Field.DNS);
        ProbeDraft nothing = new ProbeDraft("a.test", Set.of(ProbePart.HTTP), "10", "200ms", "3s", "");
        assertThat(wrong(nothing).field()).isEqualTo(ProbeDraft.Field.TARGET);
    }

    @Test
    void whatIsWrongIsSaidInTheLanguageOfTheReader() {
        ProbeDraft.Wrong wrong = wrong(draft("a.test", "ten", "200ms", "3s", ""));

        assertThat(wrong.why(new Texts(Locale.ENGLISH))).startsWith("\"ten\" is no whole number.");
        assertThat(wrong.why(new Texts(Locale.SIMPLIFIED_CHINESE))).startsWith("“ten”不是整数");
    }
}
