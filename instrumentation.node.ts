export { boot } from "@/lib/boot/boot";
