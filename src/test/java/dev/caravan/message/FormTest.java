package dev.caravan.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A form gathers all that is wrong with an object, and throws once. */
class FormTest {

  @Test
  void allFaultsAreThrownTogether() {
    assertThat(
            faults(
                Map.of("a", 1, "b", "xyz", "typo", true),
                form -> {
                  form.text("a", 10);
                  form.text("b", 2);
                  form.need("c", 10, "example");
                  form.flag("type", false);
                }))
        .containsExactly("a type", "b too_long", "c required", "typo unknown_field");
  }

  @Test
  void anUnknownFieldNamesTheNearestKnownOne() {
    Form form = new Form(Map.of("recipent_id", "x"));
    form.text("recipient_id", 10);

    Refused refused = catchThrowableOfType(Refused.class, form::done);

    assertThat(refused.getMessage()).contains("Did you mean 'recipient_id'?");
  }

  @Test
  void faultsOfNestedObjectsCarryTheirPath() {
    assertThat(
            faults(
                Map.of("items", List.of(Map.of("id", "1"), Map.of("id", 2))),
                form ->
                    form.forms("items", 5)
                        .forEach(
                            one -> {
                              one.need("id", 5, "1");
                              one.refuseUnknown();
                            })))
        .containsExactly("items[1].id type");
  }

  @Test
  void textsThatPostgresRefusesAreFaults() {
    assertThat(
            faults(
                Map.of("nul", "a\0", "half", "\ud83d", "whole", "\ud83d\ude00"),
                form -> List.of("nul", "half", "whole").forEach(f -> form.text(f, 9))))
        .containsExactlyInAnyOrder("nul unstorable", "half unstorable");
  }

  @Test
  void numbersAreWholeAndWithinTheirBounds() {
    assertThat(
            faults(
                Map.of("low", 0, "high", 11, "half", 1.5, "text", "5", "fine", 5),
                form ->
                    List.of("low", "high", "half", "text", "fine")
                        .forEach(f -> form.number(f, 1, 10, 1))))
        .containsExactlyInAnyOrder(
            "low out_of_range", "high out_of_range", "half type", "text type");
  }

  @Test
  void instantsNeedAnOffset() {
    Form form = new Form(Map.of("at", "2026-12-24T18:00:00+01:00"));
    assertThat(form.instant("at")).isEqualTo(Instant.parse("2026-12-24T17:00:00Z"));
    assertThatCode(form::done).doesNotThrowAnyException();

    assertThat(faults(Map.of("at", "2026-12-24T18:00:00"), f -> f.instant("at")))
        .containsExactly("at not_an_instant");
  }

  @Test
  void endlessNumbersAnywhereInAnObjectAreFaults() {
    Map<String, Object> deep = Map.of("a", List.of(Map.of("b", Double.POSITIVE_INFINITY)));

    assertThat(faults(Map.of("metadata", deep), form -> form.map("metadata")))
        .containsExactly("metadata out_of_range");
  }

  @Test
  void nullReadsAsAbsent() {
    Map<String, Object> fields = new HashMap<>();
    fields.put("a", null);

    assertThat(faults(fields, form -> form.text("a", 5))).isEmpty();
  }

  private static List<String> faults(Map<String, ?> fields, Consumer<Form> read) {
    Form form = new Form(fields);
    List<String> faults = new ArrayList<>();
    try {
      read.accept(form);
      form.done();
    } catch (Refused refused) {
      refused.faults().forEach(f -> faults.add(f.field() + " " + f.code()));
    }
    return faults;
  }
}
