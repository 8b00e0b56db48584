package org.netsonde.app.relay;

import java.util.function.Supplier;
import javafx.scene.control.TextFormatter;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** What is typed into a field for a whole number: text that is none leaves the number as it was. JavaFX thread only. */
final class WholeNumber extends StringConverter<Integer> {

    /** As many digits as an int holds in any case. */
    private static final String DIGITS = "\\d{1,9}";

    private final int least;
    private final int most;
    private final Supplier<@Nullable Integer> before;

    /**
     * For numbers from {@code least} to {@code most}, both included; what lies outside becomes the nearest of them.
     *
     * @param before the number that there is until then; without one it is the least
     */
    WholeNumber(int least, int most, Supplier<@Nullable Integer> before) {
        this.least = least;
        this.most = most;
        this.before = before;
    }

    @Override
    public String toString(@Nullable Integer value) {
        return value == null ? "" : value.toString();
    }

    @Override
    public Integer fromString(@Nullable String text) {
        String typed = text == null ? "" : text.strip();
        if (typed.matches(DIGITS)) {
            return Math.clamp(Integer.parseInt(typed), least, most);
        }
        Integer kept = before.get();
        return kept == null ? least : kept;
    }

    /** Lets digits in only; null for a change that would bring in anything else. */
    static TextFormatter.@Nullable Change onlyDigits(TextFormatter.Change change) {
        return change.getControlNewText().matches("\\d{0,9}") ? change : null;
    }
}
