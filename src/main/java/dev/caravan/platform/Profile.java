package dev.caravan.platform;

/**
 * How a platform is known.
 *
 * @param name as its owner writes it
 * @param regions where its users mostly are
 * @param webhooks how what it posts to the hub is authenticated; empty where it posts nothing
 */
public record Profile(String name, String regions, String webhooks, Account account) {}
