package dev.caravan.schedule.phrase;

import dev.caravan.message.Refused;
import dev.caravan.schedule.rule.Cron;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** By cron; it is read before the words, for its fields are none. */
final class CronText implements Family {
  private static final String FIELD =
      "(?:[\\d*?,/#LW-]|SUN|MON|TUE|WED|THU|FRI|SAT|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)+";
  private static final Pattern CRON =
      Pattern.compile(
          "\\s*(cron\\s+)?(@[a-z]+|(?:FIELD\\s+){4,5}FIELD)(?![^\\s,;])(.*)"
              .replace("FIELD", FIELD),
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  @Override
  public String title() {
    return "By cron";
  }

  @Override
  public List<String> examples() {
    return List.of(
        "cron 0 9 * * MON-FRI",
        "cron */15 9-17 * * * until 31 December",
        "cron 30 0 9 L * *",
        "@daily");
  }

  @Override
  public @Nullable Clause read(Cursor at) {
    return null;
  }

  /**
   * The phrase's remainder behind its cron expression, which goes into the draft; or the phrase.
   */
  static String read(String phrase, Draft draft) {
    Matcher cron = CRON.matcher(phrase);
    if (!cron.matches()) {
      return phrase;
    }
    String expression = String.valueOf(cron.group(2));
    boolean told = cron.group(1) != null || expression.startsWith("@");
    boolean fields = expression.indexOf('*') >= 0 || expression.indexOf('?') >= 0;
    if (!told && !fields) {
      return phrase;
    }
    try {
      draft.cron = Cron.of(expression);
      return String.valueOf(cron.group(3));
    } catch (Refused e) {
      throw new Misread(
          List.of(expression),
          "is no cron expression that can be used: " + e.faults().get(0).message(),
          List.of("cron 0 9 * * MON-FRI", "@daily"));
    }
  }
}
