package org.netsonde.engine;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the name that somebody probably meant. Stateless. */
public final class NearestName {

    private NearestName() {}

    /** The known name with the fewest edits, or null if none is near: at most two letters or a third may differ, never all. */
    public static @Nullable String of(String typed, Collection<String> known) {
        String nearest = null;
        int best = Integer.MAX_VALUE;
        for (String name : known) {
            int edits = edits(typed.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
            int most = Math.min(Math.max(2, name.length() / 3), Math.max(typed.length(), name.length()) - 1);
            if (edits < best && edits <= most) {
                best = edits;
                nearest = name;
            }
        }
        return nearest;
    }

    /** The Levenshtein distance. */
    private static int edits(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
