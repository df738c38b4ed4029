package dev.caravan.schedule.phrase;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** docs/MESSAGING_GUIDE.md lists the phrases that the families themselves give as examples. */
class PhraseTableTest {
  private static final Path GUIDE = Path.of("docs/MESSAGING_GUIDE.md");
  private static final Path WANTED = Path.of("target/phrases.md");

  @Test
  void the_guide_holds_the_examples_of_the_families() throws IOException {
    String table = PhraseTable.markdown();
    Files.createDirectories(WANTED.getParent());
    Files.writeString(WANTED, table);
    String guide = Files.readString(GUIDE);

    assertThat(
            guide.substring(
                guide.indexOf(PhraseTable.BEGIN) + PhraseTable.BEGIN.length(),
                guide.indexOf(PhraseTable.END)))
        .as("target/phrases.md is what has to stand between the two marks")
        .isEqualTo(table);
  }
}
