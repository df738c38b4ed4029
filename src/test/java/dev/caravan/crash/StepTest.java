package dev.caravan.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.crash.agent.Spot;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StepTest {

  @Test
  void everyStepNamesAMethodThatIsThereOnce() throws ClassNotFoundException {
    List<String> named =
        Arrays.stream(Step.values())
            .flatMap(step -> step.spot().stream())
            .flatMap(spot -> Stream.of(spot.method(), spot.within()))
            .filter(method -> method != null)
            .distinct()
            .toList();
    assertThat(named).hasSizeGreaterThan(5);
    for (String method : named) {
      assertThat(Class.forName(Spot.type(method)).getDeclaredMethods())
          .as(method)
          .extracting(Method::getName)
          .containsOnlyOnce(Spot.name(method));
    }
  }
}
