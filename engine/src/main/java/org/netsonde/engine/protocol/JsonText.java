package org.netsonde.engine.protocol;

/**
 * JSON as somebody wrote it. In a file it may stand as the JSON itself or as a string that holds it; the text is kept as it
 * is, so that numbers of any size and text that is no JSON at all can be sent.
 *
 * @param source the text
 */
public record JsonText(String source) {

    @Override
    public String toString() {
        return source;
    }
}
