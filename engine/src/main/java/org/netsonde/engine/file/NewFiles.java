package org.netsonde.engine.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.netsonde.engine.OperatingSystem;

/**
 * New files that take no other file's place: one whose name is taken gets a number, as {@code name (1).png}. They are made for
 * their owner only; links are not followed. Methods block on the disk. Stateless.
 */
public final class NewFiles {

    private static final int MOST_NUMBERS = 1000;

    private NewFiles() {}

    /**
     * A file that is being written beside its place.
     *
     * @param file its place
     * @param channel writes to the file beside it
     */
    public record Named(Path file, FileChannel channel) {}

    /**
     * Makes a file beside the place of one that is not there yet.
     *
     * @param name the place's name in its folder
     * @param ending what stands behind the name of the file beside it
     * @throws FileAlreadyExistsException if a thousand names are taken
     * @throws IOException if it cannot be made
     */
    public static Named create(Path folder, String name, String ending) throws IOException {
        for (int number = 0; number < MOST_NUMBERS; number++) {
            Path file = folder.resolve(numbered(name, number));
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                try {
                    return new Named(file, PrivateFiles.create(file.resolveSibling(file.getFileName() + ending)));
                } catch (FileAlreadyExistsException e) {
                    System.getLogger(NewFiles.class.getName())
                            .log(System.Logger.Level.DEBUG, "another file is on its way to {0}", file);
                }
            }
        }
        throw new FileAlreadyExistsException(folder.resolve(name).toString());
    }

    /**
     * Moves a file to a place, or to the next one with a number where there is a file meanwhile.
     *
     * @return where it is
     * @throws FileAlreadyExistsException if a thousand names are taken
     * @throws IOException if it cannot be moved; then it stays
     */
    public static Path move(Path from, Path wanted) throws IOException {
        String name = String.valueOf(wanted.getFileName());
        for (int number = 0; number < MOST_NUMBERS; number++) {
            Path file = wanted.resolveSibling(numbered(name, number));
            try {
                // Takes the name, so that nobody's file can be in the way of the move.
                PrivateFiles.create(file).close();
            } catch (FileAlreadyExistsException e) {
                continue;
            }
            boolean moved = false;
            try {
                Replacing.move(from, file, OperatingSystem.here() == OperatingSystem.WINDOWS);
                moved = true;
                return file;
            } finally {
                if (!moved) {
                    Files.deleteIfExists(file);
                }
            }
        }
        throw new FileAlreadyExistsException(wanted.toString());
    }

    private static String numbered(String name, int number) {
        if (number == 0) {
            return name;
        }
        int dot = name.lastIndexOf('.');
        return dot <= 0
                ? name + " (" + number + ")"
                : name.substring(0, dot) + " (" + number + ")" + name.substring(dot);
    }
}
