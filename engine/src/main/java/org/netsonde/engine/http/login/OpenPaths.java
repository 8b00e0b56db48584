package org.netsonde.engine.http.login;

import java.util.List;

/** Paths that need no login. */
final class OpenPaths {

    private final List<String> paths;

    /**
     * Paths of settings.
     *
     * @param paths each with all that is below it, with or without a slash at its end
     */
    OpenPaths(List<String> paths) {
        this.paths = paths.stream().map(OpenPaths::withoutSlash).toList();
    }

    private static String withoutSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /** Whether a path, decoded, is one of them; one that climbs is none, wherever it would lead to. */
    boolean contain(String path) {
        return !isTwisted(path) && paths.stream().anyMatch(open -> path.equals(open) || path.startsWith(open + "/"));
    }

    private static boolean isTwisted(String path) {
        return (path + "/").contains("/../") || (path + "/").contains("/./") || path.contains("\\");
    }
}
