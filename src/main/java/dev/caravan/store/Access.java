package dev.caravan.store;

/** How to reach a database: its JDBC address, the role and the role's password. */
public record Access(String url, String user, String password) {

  /** The address alone: a password never reaches a log. */
  @Override
  public String toString() {
    return user + " at " + url;
  }
}
