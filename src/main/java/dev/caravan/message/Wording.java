package dev.caravan.message;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a content's text comes from, where that is a template. */
public sealed interface Wording {

  /**
   * By what a repeat of its submission is known: what was asked, whatever came of it; null once it
   * is stored.
   */
  @Nullable String asked();

  /**
   * A text that is still to be made; until then the content's own is empty.
   *
   * @param name of a named template; null where {@code template} is given
   * @param template the mustache text itself; null where {@code name} is given
   * @param variables plain values as JSON has them, by name
   * @param format null where the named template says it, else plain
   */
  record Draft(
      @Nullable String name,
      @Nullable String template,
      Map<String, Object> variables,
      @Nullable Format format,
      Occasion occasion)
      implements Wording {
    public Draft {
      variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    }

    @Override
    public String asked() {
      return Fingerprint.of(
          name,
          template,
          Canonical.of(variables),
          format == null ? null : format.word(),
          occasion.zone().getId());
    }

    /** The same for another occasion, as a schedule's next run. */
    public Draft on(Occasion other) {
      return new Draft(name, template, variables, format, other);
    }
  }

  /**
   * A text that was made.
   *
   * @param name of the named template; null where the caller gave the template itself
   * @param version of the named template, from 1; 0 where there is none
   */
  record Rendered(@Nullable String name, int version, @Nullable String asked) implements Wording {}

  /**
   * For what a text is made: what its dates and its count of runs tell.
   *
   * @param at null where it is for when it goes, or for now
   * @param run which run of its schedule, from 1
   */
  record Occasion(ZoneId zone, @Nullable Instant at, long run) {
    /** What is said once, told in UTC. */
    public static final Occasion ONCE = new Occasion(ZoneOffset.UTC, null, 1);
  }
}
