package dev.caravan.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.wiring.Settings;
import dev.caravan.wiring.Validate;
import dev.caravan.wiring.routes.Violation;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every built-in route file keeps every rule that {@code validate} knows, the advice too. */
class RoutesTest {

  static Stream<Arguments> files() {
    return Validate.builtIn(Settings.load(Map.of())).entrySet().stream()
        .map(e -> Arguments.of(e.getKey(), e.getValue()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void keepsTheRules(String file, List<Violation> violations) {
    assertThat(violations).as(file).isEmpty();
  }
}
