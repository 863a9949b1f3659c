export * from "../provider-alicloud/lib";
