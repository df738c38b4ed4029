package dev.caravan.contact;

import org.jdbi.v3.core.Handle;

/** The {@code policy_changes} table: one number that every change of a policy moves on. */
final class PolicyChangesTable {
  private PolicyChangesTable() {}

  /** Takes the next number; nobody else changes anything until this transaction ends. */
  static long next(Handle handle) {
    return handle
        .createQuery(
            "update policy_changes set version = version + 1 where tenant = 'default' returning version")
        .mapTo(Long.class)
        .one();
  }

  /** The number of the last change that is committed. */
  static long last(Handle handle) {
    return handle
        .createQuery("select version from policy_changes where tenant = 'default'")
        .mapTo(Long.class)
        .one();
  }
}
