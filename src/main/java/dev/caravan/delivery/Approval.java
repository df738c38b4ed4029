package dev.caravan.delivery;

import java.time.Instant;

/** A human's yes, bound to the hash of what was approved. */
public record Approval(String approver, String contentHash, Instant at) {}
