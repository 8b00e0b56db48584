package org.netsonde.engine.relay.balance;

/**
 * What a relay thinks of one back end, and why: how often it failed in a row, whether it is left alone and until when, and
 * what its health checks say. It has neither a clock nor threads of its own: it is told both what happens and when.
 *
 * <p>A back end that fails in use so many times in a row is <em>ejected</em>: left alone for a pause. Good is what it does on a
 * connection that was opened after its latest failure: an answer, or an end without failure. An old connection that still
 * answers says nothing of whether new ones can be made; with datagrams, where there are none, any answer is good. After
 * the pause it is tried: by one client at a time, or by the health check where there is one. Another failure then ejects it
 * for twice as long. What a health check says of it is kept apart: the state <em>down</em> is left by good checks alone.
 */
final class Standing {

    /** What has changed. */
    enum News {
        /** Nothing. */
        NONE,
        /** It is left alone. */
        EJECTED,
        /** It was tried, and has failed again: it is left alone for longer. */
        AGAIN,
        /** It was left alone, and is no more. */
        RETURNED,
        /** Its checks failed. */
        DOWN,
        /** Its checks are good again. */
        UP
    }

    private Ejection ejection;
    private HealthCheck health;
    private boolean datagrams;

    private int failures;
    private boolean openedSince;
    /** Connections that broke and are still to be told of as closed. */
    private int broken;

    private boolean ejected;
    private int ejections;
    private long pause;
    private long until;
    private boolean trial;
    private int trials;

    private boolean down;
    private int good;
    private int bad;

    Standing(PoolSettings settings) {
        ejection = settings.ejection();
        health = settings.health();
        datagrams = settings.datagrams();
    }

    /** Other rules hold: one that nobody would eject, or find down, is well. */
    void rules(PoolSettings settings) {
        if (settings.ejection().failures() == 0) {
            ejected = false;
            trial = false;
        }
        if (!settings.health().equals(health)) {
            good = 0;
            bad = 0;
            if (settings.health() instanceof HealthCheck.None) {
                down = false;
            }
        }
        ejection = settings.ejection();
        health = settings.health();
        datagrams = settings.datagrams();
    }

    boolean isDown() {
        return down;
    }

    boolean isEjected() {
        return ejected;
    }

    /** Whether it gets its share. */
    boolean isUp() {
        return !down && !ejected;
    }

    /** Whether something that is good, or a connection that ends, could change anything. */
    boolean isSuspect() {
        return failures > 0 || ejected || broken > 0 || ejections > 0;
    }

    /** When it may be tried again, in the terms of {@link System#nanoTime()}, where it is ejected. */
    long until() {
        return until;
    }

    /** For how long it was ejected the last time, in nanoseconds. */
    long pause() {
        return pause;
    }

    private boolean isPauseOver(long now) {
        return ejected && now - until >= 0;
    }

    /** Whether a client's connection may be used to find out whether it is well again. */
    boolean mayTry(long now) {
        return !down && isPauseOver(now) && !trial && health instanceof HealthCheck.None;
    }

    /** A client's connection finds out. Returns the number of this trial. */
    int tried() {
        trial = true;
        openedSince = false;
        return ++trials;
    }

    /** The number of the trial that is under way; 0 for none. */
    int trial() {
        return trial ? trials : 0;
    }

    /** The client of a trial has gone before there was a connection: another one may try. */
    void untried(int number) {
        if (trial() == number && !openedSince) {
            trial = false;
        }
    }

    /** A connection has been made. */
    void opened() {
        openedSince = true;
    }

    /** The connection of a trial has stood for a while, and nothing has failed. */
    News stood(int number) {
        return trial() == number && openedSince ? well() : News.NONE;
    }

    /** It has sent something. */
    News answered() {
        return datagrams || openedSince ? well() : News.NONE;
    }

    /** A connection is no more. */
    News closed() {
        if (broken > 0) {
            broken--;
            return News.NONE;
        }
        // That a client of datagrams is silent says nothing.
        return openedSince && !datagrams ? well() : News.NONE;
    }

    private News well() {
        failures = 0;
        ejections = 0;
        if (!ejected) {
            return News.NONE;
        }
        ejected = false;
        trial = false;
        return News.RETURNED;
    }

    /** It could not be reached, or did not answer in time. */
    News unreachable(long now) {
        return failed(now);
    }

    /** It broke off a connection; that this is closed will still be told. */
    News broke(long now) {
        broken++;
        return failed(now);
    }

    private News failed(long now) {
        openedSince = false;
        if (ejected) {
            // What fails during the pause, such as an old connection, says nothing new.
            return trial ? eject(now) : News.NONE;
        }
        failures = Math.min(failures + 1, Integer.MAX_VALUE - 1);
        return ejection.failures() > 0 && failures >= ejection.failures() ? eject(now) : News.NONE;
    }

    private News eject(long now) {
        boolean again = ejected;
        pause = ejection.pauseNanos(ejections);
        ejections = Math.min(ejections + 1, Integer.MAX_VALUE - 1);
        until = now + pause;
        ejected = true;
        trial = false;
        openedSince = false;
        return again ? News.AGAIN : News.EJECTED;
    }

    /** A health check was good. */
    News good(long now) {
        bad = 0;
        good = Math.min(good + 1, Integer.MAX_VALUE - 1);
        Rhythm rhythm = health.rhythm();
        if (down) {
            if (rhythm != null && good < rhythm.rise()) {
                return News.NONE;
            }
            down = false;
            back();
            return News.UP;
        }
        if (isPauseOver(now)) {
            back();
            return News.RETURNED;
        }
        return News.NONE;
    }

    /** It gets its share again; how long it is left alone if it fails in use is still to be forgotten by use. */
    private void back() {
        ejected = false;
        trial = false;
        failures = 0;
    }

    /** A health check was bad. */
    News bad(long now) {
        good = 0;
        bad = Math.min(bad + 1, Integer.MAX_VALUE - 1);
        Rhythm rhythm = health.rhythm();
        if (!down && rhythm != null && bad >= rhythm.fall()) {
            down = true;
            return News.DOWN;
        }
        return !down && isPauseOver(now) ? eject(now) : News.NONE;
    }
}
