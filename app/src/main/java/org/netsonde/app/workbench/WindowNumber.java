package org.netsonde.app.workbench;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.netsonde.engine.FailureException;
import org.netsonde.engine.file.OwnerLock;

/** Which of this user's open windows one is, each being a process of its own: the lowest number that is free. */
public final class WindowNumber implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(WindowNumber.class.getName());

    /** Beyond it, windows count as the first. */
    private static final int MOST = 10;

    private final int number;
    private final @Nullable OwnerLock lock;

    private WindowNumber(int number, @Nullable OwnerLock lock) {
        this.number = number;
        this.lock = lock;
    }

    /**
     * Takes a number until it is closed, or the process ends.
     *
     * @param folder where numbers that are taken are locked; made if it is not there
     */
    public static WindowNumber take(Path folder) {
        try {
            StateFolder.create(folder);
            for (int number = 0; number < MOST; number++) {
                OwnerLock lock = OwnerLock.takeOver(folder.resolve("window-" + number + ".lock"));
                if (lock != null) {
                    return new WindowNumber(number, lock);
                }
            }
        } catch (IOException | FailureException e) {
            LOG.log(Level.DEBUG, "windows are not counted", e);
        }
        return new WindowNumber(0, null);
    }

    /** The number, from 0. */
    public int number() {
        return number;
    }

    @Override
    public void close() {
        try {
            if (lock != null) {
                lock.close();
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "the number of a window is not free again", e);
        }
    }
}
