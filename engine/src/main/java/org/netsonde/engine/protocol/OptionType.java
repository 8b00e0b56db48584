package org.netsonde.engine.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an option holds; a form picks its editor by it. */
public sealed interface OptionType {

    /** Text of bounded length; also a moment such as {@code 2026-01-31T12:00:00Z}, whose editor is {@code instant}. */
    record Text() implements OptionType {}

    /** Yes or no. */
    record Flag() implements OptionType {}

    /** A whole number. */
    record Whole() implements OptionType {}

    /** A number. */
    record Real() implements OptionType {}

    /** A duration such as {@code 30s}; 0 usually means none. */
    record Time() implements OptionType {}

    /** A size such as {@code 64KiB}. */
    record Size() implements OptionType {}

    /** JSON, as the value itself or as text that holds it. */
    record Json() implements OptionType {}

    /** One of a few words. */
    record Choice(List<String> values) implements OptionType {}

    /** One of a few kinds, each with options of its own; its JSON has the kind as {@code type}. */
    record Variant(List<VariantCase> cases) implements OptionType {}

    /**
     * A group of options.
     *
     * @param options the options
     * @param shorthand the option that a plain string in place of the group stands for; null where there is none
     */
    record Nested(List<OptionSpec> options, @Nullable String shorthand) implements OptionType {}

    /** Any number of the same thing. */
    record Many(OptionType element) implements OptionType {}
}
