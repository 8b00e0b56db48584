package org.netsonde.engine.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewFilesTest {

    @TempDir
    private Path folder;

    private NewFiles.Named create(String name) throws IOException {
        NewFiles.Named made = NewFiles.create(folder, name, ".part");
        made.channel().close();
        return made;
    }

    @Test
    void takenNamesGetNumbers() throws IOException {
        Files.writeString(folder.resolve("a.txt"), "mine");
        assertThat(create("a.txt").file()).isEqualTo(folder.resolve("a (1).txt"));
        assertThat(create("a.txt").file()).isEqualTo(folder.resolve("a (2).txt"));
        assertThat(create(".rc").file()).isEqualTo(folder.resolve(".rc"));
        assertThat(create(".rc").file()).isEqualTo(folder.resolve(".rc (1)"));
        assertThat(folder.resolve("a (1).txt.part")).isEmptyFile();
        assertThat(PrivateFiles.readableByOthers(folder.resolve("a (1).txt.part")))
                .isFalse();
        assertThat(folder.resolve("a (1).txt")).doesNotExist();
    }

    @Test
    void fileThatCameMeanwhileIsNotOverwritten() throws IOException {
        Path wanted = create("a.txt").file();
        Files.writeString(folder.resolve("a.txt.part"), "new");
        Files.writeString(wanted, "came meanwhile");

        Path placed = NewFiles.move(folder.resolve("a.txt.part"), wanted);

        assertThat(placed).isEqualTo(folder.resolve("a (1).txt")).hasContent("new");
        assertThat(wanted).hasContent("came meanwhile");
        assertThat(folder.resolve("a.txt.part")).doesNotExist();
    }

    @Test
    void linksAreNotFollowed() throws IOException {
        Path elsewhere = Files.writeString(folder.resolve("elsewhere"), "untouched");
        Files.createSymbolicLink(folder.resolve("a.txt"), elsewhere);
        Files.createSymbolicLink(folder.resolve("b.txt.part"), elsewhere);
        assertThat(create("a.txt").file()).isEqualTo(folder.resolve("a (1).txt"));
        assertThat(create("b.txt").file()).isEqualTo(folder.resolve("b (1).txt"));
        assertThat(elsewhere).hasContent("untouched");
    }
}
