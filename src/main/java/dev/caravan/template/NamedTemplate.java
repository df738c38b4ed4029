package dev.caravan.template;

import dev.caravan.message.Format;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One version of a template that has a name; it never changes.
 *
 * @param version from 1, without gaps
 */
public record NamedTemplate(String name, int version, Body body, Life life) {

  /**
   * What somebody wrote.
   *
   * @param text mustache, at most 64 KiB
   * @param format of the texts that are made of it, where their caller says none
   * @param defaults what stands in for variables that are not given
   */
  public record Body(
      String text, Format format, @Nullable String description, Map<String, Object> defaults) {
    public Body {
      defaults = Collections.unmodifiableMap(new LinkedHashMap<>(defaults));
    }
  }

  /** When it was written, and by whom. */
  public record Life(Instant createdAt, String createdBy) {}
}
