package dev.caravan.platform;

import java.util.Set;

/**
 * What a connection to a platform needs.
 *
 * @param baseUrl where the real one is reached; empty where each connection must say
 * @param needed sets of credentials, of which one must be there whole for it to send
 * @param possible all credentials that a connection may have
 */
public record Account(String baseUrl, java.util.List<Set<String>> needed, Set<String> possible) {
  public Account {
    needed = java.util.List.copyOf(needed);
    possible = Set.copyOf(possible);
  }

  /** An account of which these credentials are needed and those possible besides. */
  public static Account of(String baseUrl, Set<String> needed, Set<String> besides) {
    Set<String> all = new java.util.HashSet<>(needed);
    all.addAll(besides);
    return new Account(baseUrl, java.util.List.of(needed), all);
  }
}
