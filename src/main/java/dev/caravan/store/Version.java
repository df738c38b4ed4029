package dev.caravan.store;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which version of the hub this is. */
public final class Version {
  private Version() {}

  /** As the jar's manifest has it; {@code development} where it runs from no jar. */
  public static String current() {
    @Nullable String built = Version.class.getPackage().getImplementationVersion();
    return Objects.requireNonNullElse(built, "development");
  }
}
