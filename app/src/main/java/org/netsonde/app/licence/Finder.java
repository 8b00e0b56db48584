package org.netsonde.app.licence;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Finds words in a text, whether in capitals or not.
 *
 * @param places where they begin, from the first on
 * @param length how long each is
 */
record Finder(List<Integer> places, int length) {

    /** More are not counted; nobody goes through so many. */
    static final int MAX = 9_999;

    /** Looks for words, none where they are blank. */
    static Finder of(String text, String words) {
        List<Integer> places = new ArrayList<>();
        if (!words.isBlank()) {
            // By characters, as whole texts in small letters may differ in length.
            int last = text.length() - words.length();
            char first = Character.toLowerCase(words.charAt(0));
            for (int i = 0; i <= last && places.size() < MAX; i++) {
                if (Character.toLowerCase(text.charAt(i)) == first
                        && text.regionMatches(true, i, words, 0, words.length())) {
                    places.add(i);
                }
            }
        }
        return new Finder(List.copyOf(places), words.length());
    }

    /** The number of the first place at or behind a position, from 0 on; the first of all where there is none behind. */
    int at(int position) {
        for (int i = 0; i < places.size(); i++) {
            if (places.get(i) >= position) {
                return i;
            }
        }
        return 0;
    }

    /** What people are told: which of how many. */
    String counted(int index) {
        return String.format(Locale.ROOT, "%d/%d", index + 1, places.size());
    }
}
