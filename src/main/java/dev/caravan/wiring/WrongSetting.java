package dev.caravan.wiring;

import java.util.Collection;
import java.util.LinkedHashSet;

/** One or more settings that cannot be obeyed: the hub does not start, and says which. */
public final class WrongSetting extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public WrongSetting(String message) {
    super(message);
  }

  /** All that is wrong, a line each; each once. */
  static WrongSetting all(Collection<String> faults) {
    return new WrongSetting(String.join("\n", new LinkedHashSet<>(faults)));
  }
}
