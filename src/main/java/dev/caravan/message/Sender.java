package dev.caravan.message;

import java.util.UUID;

/** Who speaks, as it was when the message was made; {@code principal} is whose key let it in. */
public record Sender(
    String tenant,
    UUID agentId,
    String agentName,
    Maturity maturity,
    Origin origin,
    String principal) {}
