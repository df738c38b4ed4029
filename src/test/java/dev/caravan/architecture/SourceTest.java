package dev.caravan.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a reader of the sources can rely on. */
class SourceTest {
  private static final Path MAIN = Path.of("src/main/java");
  private static final int MOST_LINES = 400;
  private static final Set<String> EMPTY_WORDS =
      Set.of("util", "utils", "impl", "helper", "helpers", "common", "misc", "manager");

  @Test
  void noFileIsTooLongToBeReadInOneSitting() {
    assertThat(files(MAIN).filter(f -> f.toString().endsWith(".java")))
        .allSatisfy(f -> assertThat(lines(f)).as(f.toString()).hasSizeLessThan(MOST_LINES));
  }

  @Test
  void everyPackageOpensWithAWordToTheReader() {
    Stream<Path> packages =
        files(MAIN).filter(f -> f.toString().endsWith(".java")).map(Path::getParent).distinct();

    assertThat(packages)
        .isNotEmpty()
        .allSatisfy(p -> assertThat(p.resolve("package-info.java")).exists());
  }

  @Test
  void noNameSaysNothing() {
    assertThat(files(MAIN))
        .allSatisfy(
            f -> {
              String name = f.getFileName().toString().toLowerCase(Locale.ROOT);
              assertThat(EMPTY_WORDS).noneMatch(w -> name.equals(w) || name.endsWith(w + ".java"));
            });
  }

  private static Stream<Path> files(Path root) {
    try (Stream<Path> walk = Files.walk(root)) {
      return walk.toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
