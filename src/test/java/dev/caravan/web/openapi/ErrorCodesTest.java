package dev.caravan.web.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/ERRORS.md lists every code that the source gives to a fault. */
class ErrorCodesTest {
  /** The argument after the field's name, or after the status; it may choose between two codes. */
  private static final Pattern ARGUMENT =
      Pattern.compile(
          "(?:\\b(?:fault|conflict)\\(\\s*[^,()]+,|new Fault\\(\\s*[^,()]+,|Kind\\.\\w+,\\s*[^,()]+,|Problem\\.of\\(\\s*[\\w]+,)"
              + "([^,;]*\"[a-z_]+\"[^,;]*),");

  private static final Pattern CODE = Pattern.compile("\"([a-z_]+)\"");

  @Test
  void everyCodeIsExplained() throws IOException {
    String explained = Files.readString(Path.of("docs/ERRORS.md"));
    Set<String> codes = codes();
    assertThat(codes).hasSizeGreaterThan(40).contains("required", "four_eyes", "path_unknown");
    // The resolver puts these together of a field's name.
    codes.remove("_unknown");
    codes.addAll(List.of("platform_unknown", "connection_unknown"));
    for (String code : codes) {
      assertThat(explained).contains("| `" + code + "` |");
    }
  }

  private static Set<String> codes() throws IOException {
    Set<String> codes = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        Matcher argument = ARGUMENT.matcher(Files.readString(file));
        while (argument.find()) {
          CODE.matcher(argument.group(1)).results().forEach(m -> codes.add(m.group(1)));
        }
      }
    }
    return codes;
  }
}
