package org.netsonde.engine.capture;

import org.jspecify.annotations.Nullable;

/**
 * A comment that can be read back: {@code [netsonde word argument] text}.
 *
 * @param word what it is about; letters only
 * @param argument what belongs to the word; without brackets, empty for none
 * @param text anything
 */
record Remark(String word, String argument, String text) {

    /** A connection was opened: its id, and the text of the event. */
    static final String OPENED = "opened";
    /** The packet belongs to this connection, and so do those after it with the same addresses. */
    static final String CONNECTION = "connection";
    /** A connection was closed. */
    static final String CLOSED = "closed";
    /** Something failed. */
    static final String FAILED = "failed";
    /** Something happened that crossed no wire. */
    static final String NOTED = "noted";
    /** The record goes on in the next datagram. */
    static final String PART = "part";
    /** Something about how the capture was made, which is not part of what was recorded. */
    static final String NOTICE = "notice";
    /** What follows this word was marked in the session. */
    static final String MARK = "mark";

    /** The number of a section, so that its file is known under any name. */
    static final String SECTION = "section";

    private static final String PREFIX = "[netsonde ";
    private static final String END = "] ";

    /** One about a connection. */
    static Remark of(String word, long connection, String text) {
        return new Remark(word, Long.toString(connection), text);
    }

    /** One of no consequence. */
    static Remark notice(Object text) {
        return new Remark(NOTICE, "", text.toString());
    }

    /** The connection that it is about; -1 where it names none. */
    long connection() {
        try {
            return Long.parseLong(argument);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** Reads a comment; null where it is not of this form. */
    static @Nullable Remark parse(String comment) {
        int end = comment.indexOf(END);
        if (!comment.startsWith(PREFIX) || end < 0) {
            return null;
        }
        String head = comment.substring(PREFIX.length(), end);
        int space = head.indexOf(' ');
        return new Remark(
                space < 0 ? head : head.substring(0, space),
                space < 0 ? "" : head.substring(space + 1),
                comment.substring(end + END.length()));
    }

    @Override
    public String toString() {
        return PREFIX + word + (argument.isEmpty() ? "" : " " + argument) + END + text;
    }
}
