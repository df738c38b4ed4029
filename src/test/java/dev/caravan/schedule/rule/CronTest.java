package dev.caravan.schedule.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.message.Refused;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronTest {

  /** From Friday, 20 November 2026, at noon. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 9 * * MON-FRI | 2026-11-23T09:00 2026-11-24T09:00 2026-11-25T09:00",
        "0 9 * JAN,dec MON | 2026-12-07T09:00 2026-12-14T09:00",
        "0 9 * * SUN-TUE | 2026-11-22T09:00 2026-11-23T09:00 2026-11-24T09:00 2026-11-29T09:00",
        "0 9 * * FRI-MON | 2026-11-21T09:00 2026-11-22T09:00 2026-11-23T09:00 2026-11-27T09:00",
        "0 9 * * 5-7 | 2026-11-21T09:00 2026-11-22T09:00 2026-11-27T09:00",
        "0 9 * * 0 | 2026-11-22T09:00 2026-11-29T09:00",
        "0 9 * * 7 | 2026-11-22T09:00 2026-11-29T09:00",
        "*/20 * * * * | 2026-11-20T12:20 2026-11-20T12:40 2026-11-20T13:00",
        "5-20/10,45 * * * * | 2026-11-20T12:05 2026-11-20T12:15 2026-11-20T12:45",
        "0 9-17/4 * * * | 2026-11-20T13:00 2026-11-20T17:00 2026-11-21T09:00",
        "*/20 0 9 * * * | 2026-11-21T09:00 2026-11-21T09:00:20 2026-11-21T09:00:40 2026-11-22T09:00",
        "0 9 L * * | 2026-11-30T09:00 2026-12-31T09:00 2027-01-31T09:00 2027-02-28T09:00",
        "0 9 1,L * * | 2026-11-30T09:00 2026-12-01T09:00 2026-12-31T09:00 2027-01-01T09:00",
        "0 9 15W 5 * | 2027-05-14T09:00 2028-05-15T09:00",
        "0 9 LW * * | 2026-11-30T09:00 2026-12-31T09:00 2027-01-29T09:00",
        "0 9 * * 5L | 2026-11-27T09:00 2026-12-25T09:00",
        "0 9 * * FRI#2 | 2026-12-11T09:00 2027-01-08T09:00",
        "0 9 * * MON#1,FRIL | 2026-11-27T09:00 2026-12-07T09:00 2026-12-25T09:00 2027-01-04T09:00",
        "0 9 ? * 1 | 2026-11-23T09:00 2026-11-30T09:00",
        "0 9 29 2 * | 2028-02-29T09:00 2032-02-29T09:00",
        "@daily | 2026-11-21T00:00 2026-11-22T00:00",
        "@weekly | 2026-11-22T00:00 2026-11-29T00:00",
        "@monthly | 2026-12-01T00:00 2027-01-01T00:00",
        "@yearly | 2027-01-01T00:00 2028-01-01T00:00",
        "@hourly | 2026-11-20T13:00 2026-11-20T14:00",
      })
  void an_expression_is_due(String expression, String expected) {
    List<String> runs =
        List.of(expected.split(" ", -1)).stream()
            .map(t -> t.length() > 16 ? t + "Z" : t + ":00Z")
            .toList();

    assertThat(Runs.of(Cron.of(expression), "UTC", "2026-11-20T12:00:00Z", runs.size()))
        .isEqualTo(runs);
  }

  @Test
  void of_two_restricted_days_either_is_enough() {
    assertThat(Runs.of(Cron.of("0 9 13 * 5"), "UTC", "2026-11-20T12:00:00Z", 5))
        .isEqualTo(
            List.of(
                "2026-11-27T09:00:00Z",
                "2026-12-04T09:00:00Z",
                "2026-12-11T09:00:00Z",
                "2026-12-13T09:00:00Z",
                "2026-12-18T09:00:00Z"));
    assertThat(Runs.of(Cron.of("0 9 L * 5"), "UTC", "2026-11-20T12:00:00Z", 3))
        .isEqualTo(List.of("2026-11-27T09:00:00Z", "2026-11-30T09:00:00Z", "2026-12-04T09:00:00Z"));
  }

  @Test
  void a_day_field_that_begins_with_a_star_restricts_the_other() {
    assertThat(Runs.of(Cron.of("0 9 */2 * 1"), "UTC", "2026-11-20T12:00:00Z", 3))
        .isEqualTo(List.of("2026-11-23T09:00:00Z", "2026-12-07T09:00:00Z", "2026-12-21T09:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0 9 31 2 *",
        "0 9 30 2 *",
        "0 9 31 4,6,9,11 *",
        "0 9 * * 1#6",
      })
  void what_is_never_due_is_refused(String expression) {
    assertThatThrownBy(() -> Cron.of(expression))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("'" + expression + "' is never due")
        .hasMessageContaining("Example: '0 9 * * MON-FRI'.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "60 * * * * | not in range [0, 59]",
        "0 24 * * * | not in range [0, 23]",
        "0 0 0 * * | not in range [1, 31]",
        "0 0 * 13 * | not in range [1, 12]",
        "0 0 * * 8 | not in range [0, 7]",
        "*/0 * * * * | is not read",
        "0 9 * * | has 4 field(s)",
        "0 0 9 * * 1 2027 | has 7 field(s)",
        "0 9 * FOO * | is not read",
        "30-10 * * * * | backwards",
        "0 9 * 12-2 * | backwards",
        "0 9 31W * * | LW",
        "@reboot | has 1 field(s)",
        "a b c d e | is not read",
      })
  void what_is_no_expression_is_refused_with_what_is_wrong(String expression, String why) {
    assertThatThrownBy(() -> Cron.of(expression))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("'" + expression + "'")
        .hasMessageContaining(why);
  }

  @Test
  void a_rule_that_cron_can_say_is_said_in_cron() {
    assertThat(Rule.parse("weekly on=mon,tue,wed,thu,fri at=09:00").cron()).hasValue("0 9 * * 1-5");
    assertThat(Rule.parse("weekly on=sat,sun at=09:30,17:30").cron()).hasValue("30 9,17 * * 0,6");
    assertThat(Rule.parse("monthly on=1,15 at=12:00").cron()).hasValue("0 12 1,15 * *");
    assertThat(Rule.parse("monthly on=-1 at=17:00").cron()).hasValue("0 17 L * *");
    assertThat(Rule.parse("monthly on=-1fri in=3,6 at=17:00").cron()).hasValue("0 17 * 3,6 5L");
    assertThat(Rule.parse("monthly on=2tue at=10:00").cron()).hasValue("0 10 * * 2#2");
    assertThat(Rule.parse("weekly on=mon step=PT15M between=00:00-23:59:59").cron())
        .hasValue("*/15 * * * 1");
    assertThat(Rule.parse("weekly on=mon step=PT2H between=09:00-17:00").cron())
        .hasValue("0 9-17/2 * * 1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "weeks every=2 on=tue from=2026-11-23 at=09:00",
        "days every=3 from=2026-11-23 at=09:00",
        "monthly on=1mon,3mon at=09:00",
        "monthly on=-1work at=09:00",
        "weekly on=mon at=09:00,17:30",
        "weekly on=mon step=PT15M between=09:00-17:00",
        "every PT1M30S from 2026-11-23T00:00:00Z",
      })
  void a_rule_that_cron_cannot_say_is_not_bent(String rule) {
    assertThat(Rule.parse(rule).cron()).isEmpty();
  }
}
