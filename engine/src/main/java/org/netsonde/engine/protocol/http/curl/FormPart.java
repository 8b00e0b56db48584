package org.netsonde.engine.protocol.http.curl;

import org.netsonde.engine.protocol.http.Content;

/** Reads one part of a form as {@code -F} has it: {@code name=value;type=…}, {@code name=@file}, {@code name=<file}. */
final class FormPart {

    private final String text;
    private final Leftovers leftovers;
    private int at;

    private FormPart(String text, Leftovers leftovers) {
        this.text = text;
        this.leftovers = leftovers;
    }

    static Content.Part read(CurlLine.Given given, Leftovers leftovers) {
        String plain = leftovers.plain(given.value().marked());
        int equals = plain.indexOf('=');
        if (equals < 0) {
            throw Words.problem("problem.curlForm", given.written());
        }
        String name = plain.substring(0, equals);
        if (given.option().name().equals("form-string")) {
            return new Content.Part(name, plain.substring(equals + 1), "", "");
        }
        return new FormPart(plain.substring(equals + 1), leftovers).part(name);
    }

    private Content.Part part(String name) {
        boolean upload = text.startsWith("@");
        boolean asText = text.startsWith("<");
        if (upload || asText) {
            at = 1;
        }
        String content = word(upload ? ";," : ";");
        if (at < text.length() && text.charAt(at) == ',') {
            throw Words.problem("problem.curlFiles");
        } else if ((upload || asText) && content.equals("-")) {
            throw Words.problem("problem.curlStandardInput");
        } else if (asText) {
            leftovers.add("remark.curlFileAsText", name);
        }
        String type = parameters();
        return upload || asText ? new Content.Part(name, "", content, type) : new Content.Part(name, content, "", type);
    }

    /** What stands up to one of these characters, or between quotes. */
    private String word(String ends) {
        StringBuilder out = new StringBuilder();
        if (at < text.length() && text.charAt(at) == '"') {
            int i = at + 1;
            while (i < text.length() && text.charAt(i) != '"') {
                if (text.charAt(i) == '\\' && i + 1 < text.length() && "\\\"".indexOf(text.charAt(i + 1)) >= 0) {
                    i++;
                }
                out.append(text.charAt(i++));
            }
            if (i < text.length()) {
                at = i + 1;
                return out.toString();
            }
            out.setLength(0);
        }
        while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
            out.append(text.charAt(at++));
        }
        return out.toString().strip();
    }

    /** Passes over what follows the content, and gives its media type; empty for none. */
    private String parameters() {
        StringBuilder type = new StringBuilder();
        boolean typed = false;
        while (at < text.length() && text.charAt(at) == ';') {
            at++;
            while (at < text.length() && text.charAt(at) == ' ') {
                at++;
            }
            if (text.startsWith("type=", at)) {
                at += "type=".length();
                type.append(word(";"));
                typed = true;
            } else if (startsOther()) {
                leftovers.leftOut("-F …;" + word(";"));
                typed = false;
            } else {
                String more = word(";");
                // A parameter of the media type, such as its charset.
                type.append(typed ? "; " + more : "");
            }
        }
        return type.toString();
    }

    private boolean startsOther() {
        return text.startsWith("filename=", at) || text.startsWith("headers=", at) || text.startsWith("encoder=", at);
    }
}
