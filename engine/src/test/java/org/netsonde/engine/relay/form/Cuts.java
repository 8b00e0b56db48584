package org.netsonde.engine.relay.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.netsonde.engine.message.FrameTooLargeException;
import org.netsonde.engine.relay.link.Heading;

/** The same conversation, cut in every way. */
final class Cuts {

    /** Something that one side sends at a time. */
    record Step(Heading heading, byte[] bytes) {
        static Step toServer(String text) {
            return new Step(Heading.TO_SERVER, text.getBytes(StandardCharsets.ISO_8859_1));
        }

        static Step toClient(String text) {
            return new Step(Heading.TO_CLIENT, text.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private Cuts() {}

    /**
     * Gives the steps whole, cut in two at each byte, and byte by byte: the messages have to be the same, and every byte has
     * to leave as it came.
     */
    static void agree(Supplier<MessageForm> form, List<Step> steps) throws FrameTooLargeException {
        List<List<String>> whole = run(form, steps, Integer.MAX_VALUE, -1);
        int longest = steps.stream().mapToInt(step -> step.bytes.length).max().orElse(0);
        for (int cut = 1; cut < longest; cut++) {
            assertThat(run(form, steps, cut, -1)).as("cut at %s", cut).isEqualTo(whole);
        }
        assertThat(run(form, steps, -1, 1)).as("byte by byte").isEqualTo(whole);
        assertThat(run(form, steps, -1, 7)).as("by seven bytes").isEqualTo(whole);
    }

    private static List<List<String>> run(Supplier<MessageForm> form, List<Step> steps, int cut, int every)
            throws FrameTooLargeException {
        try (Talk talk = new Talk(form.get())) {
            for (Step step : steps) {
                int from = 0;
                while (from < step.bytes.length) {
                    int to = every > 0 ? from + every : from < cut ? cut : step.bytes.length;
                    to = Math.min(to, step.bytes.length);
                    talk.pass(step.heading, Arrays.copyOfRange(step.bytes, from, to));
                    from = to;
                }
            }
            talk.end(Heading.TO_SERVER).end(Heading.TO_CLIENT);
            for (Heading heading : Heading.values()) {
                assertThat(talk.side(heading).text())
                        .isEqualTo(steps.stream()
                                .filter(step -> step.heading == heading)
                                .map(step -> new String(step.bytes, StandardCharsets.ISO_8859_1))
                                .reduce("", String::concat));
                assertThat(talk.side(heading).ended).isTrue();
            }
            return List.of(List.copyOf(talk.toServer().messages), List.copyOf(talk.toClient().messages));
        }
    }
}
