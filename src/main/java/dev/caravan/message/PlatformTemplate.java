package dev.caravan.message;

import java.util.List;

/** A text that the platform approved beforehand, which may be sent while no window is open. */
public record PlatformTemplate(String name, String language, List<String> parameters) {
  public PlatformTemplate {
    parameters = List.copyOf(parameters);
  }
}
