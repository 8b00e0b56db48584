package org.netsonde.engine.message.rule;

import com.google.re2j.PatternSyntaxException;
import org.netsonde.engine.Phrase;

/** Says in the reader's language why RE2 refuses a pattern, which the library itself says in English only. */
final class RegexProblem {

    private RegexProblem() {}

    static Phrase of(PatternSyntaxException e, String pattern) {
        String fragment = e.getPattern() == null ? "" : e.getPattern();
        int at = pattern.indexOf(fragment) + 1;
        return switch (e.getDescription()) {
            case "missing closing )" -> Phrase.of("problem.regexNoParenthesis");
            // What the library finds only by its own stack running empty.
            case "regexp/syntax: internal error" -> Phrase.of("problem.regexExtraParenthesis");
            case "missing closing ]" -> Phrase.of("problem.regexNoBracket", fragment, at);
            case "invalid character class range" -> Phrase.of("problem.regexRange", fragment, at);
            case "invalid escape sequence" -> Phrase.of("problem.regexEscape", fragment, at);
            case "trailing backslash at end of expression" -> Phrase.of("problem.regexBackslash");
            case "invalid named capture" -> Phrase.of("problem.regexName", fragment, at);
            case "duplicate capture group name" -> Phrase.of("problem.regexNameTwice", fragment, at);
            case "invalid or unsupported Perl syntax" -> Phrase.of("problem.regexPerl", fragment, at);
            case "invalid nested repetition operator" -> Phrase.of("problem.regexRepeatTwice", fragment, at);
            case "invalid repeat count" -> Phrase.of("problem.regexCount", fragment, at);
            case "missing argument to repetition operator" -> Phrase.of("problem.regexRepeatNothing", fragment, at);
            default -> Phrase.of("problem.regex", e.getDescription());
        };
    }
}
