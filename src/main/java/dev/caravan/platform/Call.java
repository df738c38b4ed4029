package dev.caravan.platform;

import java.util.Map;

/**
 * What is asked of a platform.
 *
 * @param method empty where the platform's route hands it to a component of Camel's
 * @param url absolute; it may hold a secret, so it is shown to nobody
 * @param headers beside the content type
 * @param json the body, sent in UTF-8; empty where the method has none
 */
public record Call(String method, String url, Map<String, String> headers, String json) {

  /** What is posted. */
  public static Call post(String url, Map<String, String> headers, String json) {
    return new Call("POST", url, headers, json);
  }

  /** What the platform's route hands to a component of Camel's, which posts it in its own way. */
  public static Call handedOver(String url, String json) {
    return new Call("", url, Map.of(), json);
  }

  /** Whether the platform's route hands it to a component of Camel's. */
  public boolean isHandedOver() {
    return method.isEmpty();
  }

  /** Neither the address nor the headers, for both hold secrets. */
  @Override
  public String toString() {
    return "a call with " + json.length() + " characters";
  }
}
