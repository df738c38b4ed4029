package dev.caravan.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.platform.HttpPlatform;
import dev.caravan.platform.Matrix;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/MESSAGING_PLATFORMS.md says of the platforms what their renderers obey. */
class MatrixTest {
  private static final Path PAGE = Path.of("docs/MESSAGING_PLATFORMS.md");

  @Test
  void the_page_holds_the_tables_of_the_records() throws IOException {
    String page = Files.readString(PAGE);

    String tables =
        page.substring(
            page.indexOf(Tabulate.BEGIN) + Tabulate.BEGIN.length(), page.indexOf(Tabulate.END));

    assertThat(tables)
        .as("java -jar target/caravan.jar platforms docs/MESSAGING_PLATFORMS.md writes them")
        .isEqualTo(Matrix.markdown(PlatformList.platforms().all()));
  }

  @Test
  void every_platform_has_a_row_in_each_table() {
    String tables = Matrix.markdown(PlatformList.platforms().all());

    for (HttpPlatform platform : PlatformList.ALL) {
      assertThat(tables.split("`" + platform.id() + "`", -1)).as(platform.id()).hasSize(3);
    }
  }

  @Test
  void the_command_writes_the_tables_between_the_marks_and_leaves_the_rest(@TempDir Path folder)
      throws IOException {
    Path page = folder.resolve("page.md");
    Files.writeString(
        page, "# Before\n\n" + Tabulate.BEGIN + "| old |\n" + Tabulate.END + "\n\nAfter\n");

    assertThat(run(page.toString())).contains("Wrote the tables");

    assertThat(page)
        .hasContent(
            "# Before\n\n"
                + Tabulate.BEGIN
                + Matrix.markdown(PlatformList.platforms().all())
                + Tabulate.END
                + "\n\nAfter\n");
  }

  @Test
  void a_page_without_the_marks_is_left_alone(@TempDir Path folder) throws IOException {
    Path page = folder.resolve("page.md");
    Files.writeString(page, "# Nothing\n");

    assertThat(run(page.toString())).contains("platforms: begin");

    assertThat(page).hasContent("# Nothing\n");
  }

  @Test
  void without_a_page_the_tables_are_printed() {
    assertThat(run()).isEqualTo(Matrix.markdown(PlatformList.platforms().all()));
  }

  private static String run(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Tabulate(new PrintStream(out, true, StandardCharsets.UTF_8)).run(List.of(arguments));
    return out.toString(StandardCharsets.UTF_8);
  }
}
