export { boot } from "@/lib/boot/boot";
export { tellRequestError } from "@/lib/boot/request-error";
